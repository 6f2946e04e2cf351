import { quote } from '../../../formats/shell.ts';
import type { FaultProof } from '../../../testbed/system-proof.ts';
import { lastLines } from '../../../tools/process.ts';
import { resticCommand } from '../facts/places.ts';
import { ENDINGS } from '../runbooks/backup-failed.ts';
import { growthOf, killRun } from './kill-run.ts';

export const faults: FaultProof = {
  exits: { wrongPassword: 12, noRepository: 10, notMounted: 75, diskFull: 1 },
  explains: (code) => ENDINGS.some((ending) => ending.code === code),
  growth: growthOf,
  kill: killRun,
  problem: async (machine, repository, on) => {
    const command = resticCommand(on, repository);
    const locks = await machine.shell(`${command} list locks --no-lock --quiet`);
    if (locks.stdout.trim() !== '') return 'a lock is left in the repository';
    const checked = await machine.shell(`${command} check`, { timeoutMs: 120_000 });
    return checked.code === 0 ? undefined : `restic check: ${lastLines(checked)}`;
  },
  readAll: (repository, on) => `${resticCommand(on, repository)} check --read-data`,
  dataFile: ({ location }) => `find ${quote(`${location}/data`)} -type f -printf '%s %p\\n' | sort -n | tail -1 | cut -d' ' -f2-`,
};
