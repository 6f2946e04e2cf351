import { z } from 'zod';
import { dnsName, duration, line } from '../../parse/scalars.ts';

/** Who may pass the login of the edge: an identity that fits any of these. */
export const accessSchema = z
  .strictObject({
    title: line,
    summary: line.default(''),
    planned: z.boolean().default(false),
    emails: z.array(z.email()).default([]).describe('Addresses of single people'),
    'email-domains': z.array(dnsName).default([]).describe('Every person with an address in these domains'),
    groups: z.array(z.guid()).default([]).describe('Ids of groups that exist at the edge'),
    session: duration.default('24h').describe('How long a login is good for'),
  })
  .refine(
    (policy) => policy.emails.length + policy['email-domains'].length + policy.groups.length > 0,
    'must let at least one person in: emails, email-domains or groups',
  );

export type AccessInput = z.infer<typeof accessSchema>;
