import { z } from 'zod';

const identifier = z.string().regex(/^(lan|opt[1-9]\d*)$/, 'must be what OPNsense calls an interface: lan, opt1, opt2');

/** `systems.opnsense` in the inventory. Address and key of the firewall never stand here: the provider reads them from the environment. */
const opnsenseOptions = z.strictObject({
  interfaces: z
    .record(z.string(), identifier)
    .refine((map) => new Set(Object.values(map)).size === Object.keys(map).length, 'must give each interface to one network')
    .default({})
    .describe(
      'Network id to the identifier that OPNsense gave its interface under Interfaces: Assignments; every routed network needs one',
    ),
  wan: z
    .string()
    .regex(/^(wan|opt[1-9]\d*)$/, 'must be what OPNsense calls the interface to the internet, such as wan')
    .default('wan')
    .describe('Identifier of the interface to the internet'),
  'provider-version': z
    .string()
    .regex(/^(~>|>=|=)? ?0\.\d+(\.\d+)?$/, 'must be a version constraint of the provider, such as ~> 0.24.0')
    .default('~> 0.24.0')
    .describe('Versions of the provider browningluke/opnsense that may be used; before 1.0 any of them may change its schema'),
});

export type OpnsenseOptions = z.infer<typeof opnsenseOptions>;

export default opnsenseOptions;
