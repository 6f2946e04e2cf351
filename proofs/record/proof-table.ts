import { inert } from '../../core/report/terminal.ts';
import type { ProofCheck, ProofRecord } from './record.ts';

/**
 * A proof for a terminal: a line for each thing that several checks are about, one for each kind of check that many things passed, then
 * every check that failed with what was seen.
 */
export function proofTable({ checks, tools, seconds, figures }: ProofRecord): string {
  const groups = Map.groupBy(checks, ({ name }) => topic(name));
  const several = [...groups].filter(([, of]) => of.length > 1);
  const single = Map.groupBy([...groups.values()].filter((of) => of.length === 1).flat(), ({ name }) => what(name));
  const rows: readonly (readonly [string, readonly ProofCheck[], string])[] = [
    ...several.map(([name, of]) => [name, of, of.map((check) => what(check.name)).join(', ')] as const),
    ...[...single].map(([kind, of]) => [kind, of, of.length === 1 ? topic(of[0]?.name ?? '') : `${of.length} tried`] as const),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const failed = checks.filter(({ ok }) => !ok);
  return [
    ...rows.map(([name, of, detail]) => {
      const good = of.filter(({ ok }) => ok).length;
      return `${good === of.length ? 'proven' : 'FAILED'}  ${inert(name).padEnd(width)}  ${`${good}/${of.length}`.padEnd(7)}  ${inert(detail)}`;
    }),
    ...failed.map(({ name, detail }) => `FAILED  ${inert(name)}\n        ${inert(detail)}`),
    ...(figures
      ? [
          `${figures.pairs} ordered pairs of zones, ${figures.allowed + figures.denied} packets: ${figures.allowed} let through, ${figures.denied} refused`,
        ]
      : []),
    `${checks.length - failed.length} of ${checks.length} checks hold, ${seconds} s, with ${tools.map(({ name, version }) => `${name} ${version}`).join(', ')}`,
    '',
  ].join('\n');
}

function topic(name: string): string {
  return name.replace(/: [^:]*$/, '');
}

function what(name: string): string {
  return name.slice(topic(name).length + 2);
}
