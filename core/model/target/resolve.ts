import { place } from '../../reporter.ts';
import type { Context } from '../../resolve/context.ts';
import type { TypedInput } from '../../resolve/typed-input.ts';

export function resolveTargets(input: TypedInput, context: Context): void {
  for (const [id, entry] of input.targets) {
    const host = entry.host === undefined ? undefined : context.find('hosts', entry.host, place('targets', id, 'host'));
    const { title, summary, planned, medium, offsite, path, device } = entry;
    context.nodes.targets.set(id, {
      kind: 'target',
      id,
      subject: `target:${id}`,
      title,
      summary,
      planned,
      medium,
      offsite,
      ...(host ? { host } : {}),
      ...(path === undefined ? {} : { path }),
      ...(device === undefined ? {} : { device }),
    });
  }
}
