import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const schema = z.object({
  schema: z.literal('rackbook/plan/1'),
  changed: z.array(z.object({ machine: z.string(), service: z.string().nullable(), what: z.string() })),
  unreachable: z.array(z.string()),
  failed: z.array(z.object({ machine: z.string(), what: z.string() })),
});

/** What a run wrote into its folder for reports. Throws where it wrote none. */
export type Report = z.infer<typeof schema>;

export async function readReport(folder: string): Promise<{ readonly report: Report; readonly page: string }> {
  const report = schema.parse(JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')));
  return { report, page: await readFile(join(folder, 'report.md'), 'utf8') };
}

/** Files are named alike before and after; how a container is made anew is known afterwards only. */
const IS_FILE = /^(writes|takes away|keeps) /;

/** What one of two reports says and the other does not: machines and services that change, and every file. */
export function reportDifference(before: Report, after: Report): string | undefined {
  const lines = ({ changed }: Report) =>
    new Set(
      changed.flatMap(({ machine, service, what }) => [
        `${machine} ${service ?? 'itself'} changes`,
        ...(IS_FILE.test(what) ? [`${machine}: ${what}`] : []),
      ]),
    );
  const [one, other] = [lines(before), lines(after)];
  const found = [
    ...[...one].filter((line) => !other.has(line)).map((line) => `foretold and not done: ${line}`),
    ...[...other].filter((line) => !one.has(line)).map((line) => `done and not foretold: ${line}`),
  ];
  return found.length === 0 ? undefined : found.join(' / ');
}
