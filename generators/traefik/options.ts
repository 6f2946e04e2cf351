import { z } from 'zod';

/** `systems.traefik` in the inventory. */
export const traefikOptions = z.strictObject({
  'acme-email': z.email().optional().describe('Address that the certificate authority warns; without it ACME registers none'),
  'dns-provider': z.string().default('cloudflare').describe('Provider of the DNS-01 challenge, by its name in lego'),
  'docker-endpoint': z
    .string()
    .regex(/^(tcp|unix|http|https):\/\/\S+$/, 'must be a Docker endpoint such as tcp://socket-proxy:2375')
    .default('tcp://socket-proxy:2375')
    .describe('Docker API that Traefik reads labels from; a socket proxy, never the socket'),
  'tunnel-sources': z
    .array(z.cidrv4())
    .default(['172.16.0.0/12'])
    .describe('Where the tunnel connects from; only these may say who the real client is'),
  'log-level': z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR']).default('INFO'),
  'access-log': z
    .string()
    .regex(/^\/\S+$/, 'must be an absolute path')
    .optional()
    .describe('File for the JSON access log; standard output unless said'),
});

export type TraefikOptions = z.infer<typeof traefikOptions>;
