/** `weaker`: the container has more than an engine gives to every container, or leaves something open that others could use. */
export type HardeningState = 'yes' | 'no' | 'weaker';

/** One thing that can stand between a container and its machine. */
export interface HardeningRow {
  /** `Memory limit`. */
  readonly measure: string;
  readonly state: HardeningState;
  /** The value, or what its absence means, in words. */
  readonly detail: string;
}

/** One container of a Compose document. */
export type Spec = Readonly<Record<string, unknown>>;

export function securityOptions({ security_opt }: Spec): readonly string[] {
  return Array.isArray(security_opt) ? security_opt.map(String) : [];
}
