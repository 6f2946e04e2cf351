import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { engineObstacle, startEngine } from '../../../testbed/engine/engine.ts';
import { dockerd } from '../../../testbed/tool.ts';
import type { Checker, Judgement } from '../../../tools/verify/checker.ts';

/** Starts a Docker Engine with each file as its settings: an engine of today has no command that reads them without starting. */
export const dockerDaemonChecker: Checker = {
  id: 'docker-daemon',
  title: 'Docker Engine',
  needs: dockerd,
  obstacle: engineObstacle,
  async check(files, { root }) {
    const verdicts: Judgement[] = [];
    // Machines with the same settings share one start.
    const known = new Map<string, Omit<Judgement, 'path'>>();
    for (const { path } of files) {
      const text = await readFile(join(root, path), 'utf8');
      const verdict = known.get(text) ?? (await startWith(text));
      known.set(text, verdict);
      verdicts.push({ path, ...verdict });
    }
    return verdicts;
  },
};

async function startWith(text: string): Promise<Omit<Judgement, 'path'>> {
  try {
    const engine = await startEngine({ settings: JSON.parse(text) as object });
    try {
      const pools = ((await engine.api.info()) as { DefaultAddressPools?: unknown[] }).DefaultAddressPools ?? [];
      return { ok: true, detail: `starts, ${pools.length} address pool` };
    } finally {
      await engine.stop();
    }
  } catch (error) {
    return { ok: false, detail: (error as Error).message.split('\n').slice(0, 3).join(' ') };
  }
}
