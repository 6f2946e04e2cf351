import { movingTag } from '../moving-tag.ts';
import { publishedPorts } from '../published-ports.ts';
import type { HardeningRow, Spec } from './row.ts';

/** A limit as Compose writes it: beside the image, or below `deploy.resources.limits`. Zero and less mean none. */
export function limit(measure: string, spec: Spec, key: string, deployKey: string): HardeningRow {
  const deploy = spec['deploy'] as { readonly resources?: { readonly limits?: Spec } } | null | undefined;
  const value = spec[key] ?? deploy?.resources?.limits?.[deployKey];
  if (value === undefined || value === null || Number.parseFloat(String(value)) <= 0)
    return { measure, state: 'no', detail: 'as much as the machine has' };
  return { measure, state: 'yes', detail: String(value) };
}

/** The default driver keeps everything for ever; `local` rotates by itself. Source: reference of `logging` in the Compose Specification. */
export function logs({ logging }: Spec): HardeningRow {
  const measure = 'Log limit';
  const { driver = 'json-file', options } = (logging ?? {}) as { readonly driver?: unknown; readonly options?: Spec | null };
  const size = options?.['max-size'];
  const files = options?.['max-file'] ?? (driver === 'local' ? 5 : 1);
  switch (driver) {
    case 'none':
      return { measure, state: 'yes', detail: 'nothing is kept' };
    case 'local':
      return { measure, state: 'yes', detail: `${files} files of ${size ?? '20m'}` };
    case 'json-file':
      return size === undefined || size === '-1'
        ? { measure, state: 'no', detail: 'they grow until the disk is full' }
        : { measure, state: 'yes', detail: `${files} files of ${size}` };
    default:
      return { measure, state: 'no', detail: `${driver} decides` };
  }
}

/** A tag can be moved to another image, a digest cannot. */
export function image({ image, build }: Spec): HardeningRow {
  const measure = 'Image pinned';
  if (typeof image !== 'string' || image === '')
    return { measure, state: 'no', detail: build === undefined ? 'no image is named' : 'built on the machine' };
  if (/@sha256:[0-9a-f]{64}$/.test(image)) return { measure, state: 'yes', detail: 'by digest' };
  if (movingTag(image) !== undefined) return { measure, state: 'weaker', detail: 'whatever is newest' };
  return { measure, state: 'yes', detail: `by tag ${image.slice(image.lastIndexOf(':') + 1)}, which its publisher can move` };
}

export function publishing(spec: Spec): HardeningRow {
  const measure = 'Only in container networks';
  if (spec['network_mode'] === 'host') return { measure, state: 'weaker', detail: 'all its ports are ports of the machine' };
  const declared = Array.isArray(spec['ports']) ? spec['ports'].length : 0;
  if (declared === 0) return { measure, state: 'yes', detail: 'no port on the machine' };
  const known = publishedPorts(spec);
  // A port without a host side gets one when the container starts.
  const random = declared - new Set(known.map(({ index }) => index)).size;
  const everywhere = random > 0 || known.some(({ ip }) => ip === undefined || ip === '0.0.0.0' || ip === '::');
  const ports = known.map(
    ({ ip, port, protocol }) => `${ip === undefined ? '' : `${ip.includes(':') ? `[${ip}]` : ip}:`}${port}/${protocol}`,
  );
  const detail = [...ports, ...(random > 0 ? [`${random} decided at the start`] : [])].join(', ');
  return everywhere
    ? { measure, state: 'weaker', detail: `also ${detail}, on every address of the machine` }
    : { measure, state: 'no', detail: `also ${detail}` };
}
