import { measuresAt } from './measures.ts';
import type { Spec } from './step.ts';

/** What would narrow a container down further, and may break it. */
export interface Offer {
  /** Name in `services`. */
  readonly container: string;
  /** What a person adds to it: `read_only: true`. */
  readonly line: string;
  /** When it works, or what it breaks. */
  readonly when: string;
}

const WHEN: Readonly<Record<string, string>> = {
  security_opt: 'works unless a program in it uses sudo, su, another setuid program or capabilities of its file',
  cap_drop: 'works unless it opens packet sockets, makes devices, sets capabilities of files or lets people log in',
};
const WHEN_ALL = 'works unless a program in it has capabilities of its file, as some have that listen below port 1024';

/** What could still be had for a container as it is written, by the document that the engine gets. */
export function offersFor(container: string, spec: Spec): readonly Offer[] {
  const strict = measuresAt('strict', spec).map(({ path: [key = ''], value }): Offer => {
    const values = value as readonly string[];
    return { container, line: `${key}: [${values.join(', ')}]`, when: values.includes('ALL') ? WHEN_ALL : (WHEN[key] ?? '') };
  });
  if (spec['read_only'] !== undefined || spec['privileged'] === true) return strict;
  const temporary = spec['tmpfs'] === undefined ? ' with tmpfs: [/tmp]' : '';
  return [
    ...strict,
    { container, line: `read_only: true${temporary}`, when: 'works when all that it writes is in its volumes and in memory' },
  ];
}
