import { z } from 'zod';

/** `systems.traefik` in the inventory. */
const traefikOptions = z.strictObject({
  'acme-email': z.email().optional().describe('Address that the certificate authority warns; without it ACME registers none'),
  'dns-provider': z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/, 'must be the name of a provider in lego, such as cloudflare')
    .default('cloudflare')
    .describe('Provider of the DNS-01 challenge, by its name in lego'),
  'docker-endpoint': z
    .string()
    .regex(/^(tcp|unix|http|https):\/\/[\w./:@%[\]-]+$/, 'must be a Docker endpoint such as tcp://socket-proxy:2375')
    .optional()
    .describe('Docker API that Traefik reads labels from; a socket proxy, never the socket; the one of its docker-api unless said'),
  'bouncer-version': z
    .string()
    .regex(/^v\d+\.\d+\.\d+$/, 'must be a version such as v1.7.1')
    .default('v1.7.1')
    .describe('Version of the CrowdSec bouncer plugin; used when the lab has bans'),
  'log-level': z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR']).default('INFO'),
  'access-log': z
    .string()
    // CrowdSec, which reads the file too, takes `*` and `$NAME` in its path for a pattern and a variable.
    .regex(/^\/[\w./@%+,:=~-]+$/, 'must be an absolute path of letters, digits and ./@%+,:=~_-')
    .optional()
    .describe('File for the JSON access log; standard output unless said'),
});

export type TraefikOptions = z.infer<typeof traefikOptions>;

export default traefikOptions;
