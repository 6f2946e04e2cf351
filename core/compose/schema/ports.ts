import { z } from 'zod';
import { anyText, extensible, text, whole } from './scalars.ts';

const PORT_MAX = 65_535;
/** An address, a port of the host and a protocol may each be empty, as a variable without a value leaves them. */
const SHORT = /^(?:(?:\[[0-9a-fA-F:.]+\]|\d{1,3}(?:\.\d{1,3}){3})?:)?(?:(\d+(?:-\d+)?)?:)?(\d+(?:-\d+)?)(?:\/(?:tcp|udp|sctp)?)?$/i;
const FORM = 'must be a port such as 80, 8080:80, 127.0.0.1:8080:80/tcp or 8000-8010:9000-9010';

/** `[[IP:][HOST]:]CONTAINER[/PROTOCOL]`, each port possibly a range. */
const shortPort = z.string().superRefine((value, context) => {
  if (value.includes('$')) return;
  const [match, host, container = ''] = SHORT.exec(value) ?? [];
  const say = (message: string) => context.addIssue({ code: 'custom', message, input: value });
  if (match === undefined) return say(FORM);
  const ranges = [host, container].flatMap((part) => (part === undefined ? [] : [part.split('-').map(Number)]));
  if (ranges.flat().some((number) => number > PORT_MAX)) return say('must not have a port above 65535');
  const [from, to] = ranges.map(([first = 0, last = first]) => last - first);
  if ([from, to].some((length) => length !== undefined && length < 0)) return say('must have ranges that rise');
  if (from !== undefined && to !== undefined && to > 0 && from !== to) say('must have ranges of the same length');
});

const portNumber = z.int().min(1, 'must be a port from 1 to 65535').max(PORT_MAX, 'must be a port from 1 to 65535');

const longPort = extensible({
  name: anyText.optional(),
  mode: z.enum(['host', 'ingress'], { error: 'must be host or ingress' }).optional(),
  host_ip: anyText.optional(),
  target: z.union([portNumber, text(/^\d+$/, 'must be a port from 1 to 65535')], { error: 'must be a port from 1 to 65535' }),
  published: z
    // Zero is whichever port is free.
    .union([z.literal(0), portNumber, text(/^\d+(-\d+)?$/, 'must be a port or a range of ports')], {
      error: 'must be a port or a range of ports',
    })
    .optional(),
  protocol: z.enum(['tcp', 'udp', 'sctp'], { error: 'must be tcp, udp or sctp' }).optional(),
  app_protocol: anyText.optional(),
});

export const ports = z.array(z.union([portNumber, shortPort, longPort], { error: FORM }), { error: 'must be a list of ports' });

export const expose = z.array(
  z.union([portNumber, text(/^\d+(-\d+)?(\/[a-zA-Z]+)?$/, 'must be a container port such as 80 or 53/udp')], {
    error: 'must be a container port',
  }),
  { error: 'must be a list of ports' },
);

const networkOptions = extensible({
  aliases: z.array(z.string()).optional(),
  interface_name: anyText.optional(),
  ipv4_address: text(/^\d{1,3}(\.\d{1,3}){3}$/, 'must be an IPv4 address').optional(),
  ipv6_address: text(/^[0-9a-fA-F:]+$/, 'must be an IPv6 address').optional(),
  link_local_ips: z.array(z.string()).optional(),
  mac_address: anyText.optional(),
  priority: whole.optional(),
  gw_priority: whole.optional(),
  driver_opts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

/** The networks that a service joins; here, alone among its lists, Compose refuses a repeated name. */
export const serviceNetworks = z.union(
  [
    z.array(z.string()).refine((names) => new Set(names).size === names.length, 'must not name a network twice'),
    z.record(z.string(), networkOptions.nullable()),
  ],
  { error: 'must be a list of strings or a map' },
);
