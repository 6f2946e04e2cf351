import { z } from 'zod';
import { dnsName, line, port, reference } from '../../parse/scalars.ts';

/** Why no login stands before a hostname, for each audience; in short for those at home alone. */
const openSchema = z
  .union(
    [
      line,
      z
        .strictObject({
          lan: line.optional().describe('Why none stands before it at home'),
          tunnel: line.optional().describe('Why none stands before it on the internet'),
        })
        .refine(({ lan, tunnel }) => lan !== undefined || tunnel !== undefined, 'must give a reason for lan, tunnel or both'),
    ],
    'must be a reason, which counts at home, or a map of reasons for lan and tunnel',
  )
  .describe('Why it is right that no login stands before it; a reason counts for the audience that it is given for, in short for lan');

export const exposeSchema = z.strictObject({
  host: dnsName.describe('First labels of the hostname below the lab’s domain; `@` is not allowed'),
  container: reference.optional().describe('Container of the fragment that answers'),
  port: port.describe('Port that the container or the machine listens on'),
  scheme: z.enum(['http', 'https']).default('http').describe('What the service itself speaks'),
  to: z.array(z.enum(['lan', 'tunnel'])).min(1, 'must name who may reach it: lan, tunnel or both'),
  middlewares: z.array(reference).default([]),
  access: reference.optional().describe('Access policy that the edge applies to every client that comes through the tunnel'),
  'access-audience': z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be an audience tag: 64 hexadecimal digits')
    .optional()
    .describe('Audience tag of the Access application, which the edge gives when it is set up; with it the tunnel checks the login again'),
  open: openSchema.optional(),
});

export type ExposeInput = z.infer<typeof exposeSchema>;
