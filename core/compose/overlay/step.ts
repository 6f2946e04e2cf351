import type { Difference, Kept } from '../difference.ts';

export type Spec = Readonly<Record<string, unknown>>;

/** Something that the lab writes into a container, with what a reader has to know of it. */
export interface Addition extends Omit<Difference, 'container'> {
  readonly value: unknown;
}

/** What the lab does to one container, and what it leaves alone. */
export interface Step {
  readonly added?: readonly Addition[];
  readonly kept?: readonly Omit<Kept, 'container'>[];
}

/** A key that the lab sets where the project does not say it. */
export function decide(spec: Spec, key: string, value: unknown, because: string, undo: string): Step {
  const own = spec[key];
  if (own === undefined) return { added: [{ path: [key], value, change: 'added', because, undo }] };
  return leave([key], value, own);
}

/** The project says it, which counts; worth a word only where it says otherwise. */
export function leave(path: readonly string[], lab: unknown, own: unknown): Step {
  const [wanted, said] = [shown(lab), shown(own)];
  return wanted === said ? {} : { kept: [{ path, lab: wanted, because: `The project says ${said}.` }] };
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
