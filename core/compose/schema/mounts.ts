import { z } from 'zod';
import { anyText, byteSize, extensible, flag, pairs, someText, text, textOrNumber } from './scalars.ts';

const MODES = new Set(
  'ro rw z Z nocopy copy cached delegated consistent shared rshared slave rslave private rprivate bind rbind'.split(' '),
);

/** The colon behind a letter that stands alone is that of a drive, and does not part source and target. */
const DRIVE = /(?<![^:])([A-Za-z]):/g;

/** `[SOURCE:]TARGET[:MODE,…]`. */
const shortVolume = z.string().superRefine((value, context) => {
  if (value.includes('$')) return;
  const parts = value.replace(DRIVE, '$1').split(':');
  const [first = '', second, modes, ...more] = parts;
  const say = (message: string) => context.addIssue({ code: 'custom', message, input: value });
  if (first === '' || second === '') return say('must be target, source:target or source:target:mode');
  if (more.length > 0) return say('must have at most three parts between colons');
  const target = second ?? first;
  if (/^[A-Za-z]:/.test(target)) return say('a letter alone before a colon is a drive; give the volume a longer name');
  if (!/^(\/|[A-Za-z]\\)/.test(target)) return say('the path in the container must be absolute');
  const unknown = modes?.split(',').find((mode) => !MODES.has(mode));
  if (unknown !== undefined) say(`"${unknown}" is no mode of a volume; modes are ro, rw, z and so on`);
});

const longVolume = extensible({
  type: z.enum(['bind', 'volume', 'tmpfs', 'cluster', 'npipe', 'image'], { error: 'must be bind, volume, tmpfs, cluster, npipe or image' }),
  source: anyText.optional(),
  target: someText,
  read_only: flag.optional(),
  consistency: anyText.optional(),
  bind: extensible({
    propagation: anyText.optional(),
    create_host_path: flag.optional(),
    recursive: z.enum(['enabled', 'disabled', 'writable', 'readonly']).optional(),
    selinux: z.enum(['z', 'Z']).optional(),
  }).optional(),
  volume: extensible({ nocopy: flag.optional(), labels: pairs.optional(), subpath: anyText.optional() }).optional(),
  tmpfs: extensible({ size: byteSize.optional(), mode: textOrNumber.optional() }).optional(),
  image: extensible({ subpath: anyText.optional() }).optional(),
});

export const volumeMounts = z.array(z.union([shortVolume, longVolume], { error: 'must be text such as ./data:/data, or a map' }), {
  error: 'must be a list',
});

export const devices = z.array(
  z.union(
    [someText, extensible({ source: someText, target: someText, permissions: text(/^[rwm]+$/, 'must be of r, w and m').optional() })],
    {
      error: 'must be text such as /dev/dri:/dev/dri, or a map with source and target',
    },
  ),
  { error: 'must be a list' },
);
