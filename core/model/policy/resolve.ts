import { durationSeconds } from '../../parse/scalars.ts';
import { place } from '../../reporter.ts';
import type { Context } from '../../resolve/context.ts';
import type { TypedInput } from '../../resolve/typed-input.ts';

export function resolvePolicies(input: TypedInput, context: Context): void {
  for (const [id, entry] of input.policies) {
    if (id === 'none') {
      context.report('unsafe-id', place('policies', id), 'A policy cannot be called "none": that word says that there is no backup.', {
        what: 'key',
      });
      continue;
    }
    const repositories = entry.to.flatMap((name, index) => context.find('repositories', name, place('policies', id, 'to', index)) ?? []);
    const { title, summary, planned, schedule, dumps, exclude } = entry;
    context.nodes.policies.set(id, {
      kind: 'policy',
      id,
      subject: `policy:${id}`,
      title,
      summary,
      planned,
      repositories,
      schedule,
      ...(dumps === undefined ? {} : { dumps }),
      exclude,
      keep: entry.keep as Readonly<Record<string, number>>,
      rpo: durationSeconds(entry.rpo),
      rto: durationSeconds(entry.rto),
    });
  }
}
