import type { HealthInput } from './health-schema.ts';
import type { HealthCheck } from './machine.ts';

/** Statuses of an answer that a browser would show or follow. */
const FINE = Array.from({ length: 200 }, (_, index) => 200 + index);

export function resolveHealth(input: HealthInput | undefined): HealthCheck {
  if (input?.http !== undefined)
    return {
      kind: 'http',
      path: input.http,
      status: input.status ?? FINE,
      scheme: input.scheme ?? 'http',
      ...(input.port === undefined ? {} : { port: input.port }),
    };
  if (input?.tcp !== undefined) return { kind: 'tcp', port: input.tcp };
  return { kind: 'none', because: input?.none ?? 'no check is declared' };
}
