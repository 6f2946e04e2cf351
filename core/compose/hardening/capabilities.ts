import type { ContainerEngine } from '../engine.ts';
import type { HardeningRow, Spec } from './row.ts';

/** Rights of root that the container has. What is added wins over what is dropped, as for every engine. */
export function capabilities(spec: Spec, { name: engine, defaultCapabilities: usual }: ContainerEngine): HardeningRow {
  const measure = 'Rights of root taken away';
  const added = names(spec['cap_add']);
  const dropped = names(spec['cap_drop']);
  if (spec['privileged'] === true) return { measure, state: 'weaker', detail: 'none: it is privileged' };
  if (added.includes('ALL'))
    return { measure, state: 'weaker', detail: dropped.length > 0 ? `all but ${dropped.join(', ')} are given` : 'all are given' };
  const beyond = added.filter((name) => !usual.includes(name));
  if (beyond.length > 0) return { measure, state: 'weaker', detail: `more than usual: ${beyond.join(', ')}` };
  if (dropped.includes('ALL')) return { measure, state: 'yes', detail: added.length > 0 ? `all but ${added.join(', ')}` : 'all' };
  const gone = usual.filter((name) => dropped.includes(name) && !added.includes(name));
  if (gone.length === 0) return { measure, state: 'no', detail: `it keeps the ${usual.length} that ${engine} gives` };
  return { measure, state: 'yes', detail: `${gone.length} of the ${usual.length} that ${engine} gives: ${gone.join(', ')}` };
}

function names(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map((name) => String(name).toUpperCase().replace(/^CAP_/, '')).sort() : [];
}
