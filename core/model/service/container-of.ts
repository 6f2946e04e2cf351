import type { place } from '../../reporter.ts';
import type { Context } from '../../resolve/context.ts';

/** The container that is meant: the named one, else the only one. */
export function containerOf(
  id: string,
  what: string,
  named: string | undefined,
  containers: readonly string[],
  at: ReturnType<typeof place>,
  context: Context,
): string | undefined {
  if (named !== undefined && !containers.includes(named)) {
    const hint =
      containers.length > 0 ? `The fragment has: ${containers.join(', ')}.` : 'The service has no Compose fragment; leave container out.';
    context.report('unknown-container', at, `services.${id}.${what} names the container "${named}", which the fragment does not have.`, {
      hint,
    });
    return undefined;
  }
  if (named === undefined && containers.length > 1) {
    context.report('unknown-container', at, `services.${id}.${what} does not say which of ${containers.length} containers is meant.`, {
      hint: `Add container: one of ${containers.join(', ')}.`,
    });
  }
  return named ?? containers[0];
}
