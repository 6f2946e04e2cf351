import { createHash } from 'node:crypto';
import type { Model } from '../../core/contract.ts';
import type { Script } from '../../core/demo/script.ts';
import type { StandIn } from '../../core/demo/stand-in.ts';
import type { Ledger } from '../../core/plan/ledger.ts';
import { emitJson } from '../../formats/json.ts';
import { declaredOn, deployedMachines } from './deployed/declared.ts';
import { type DeployedEntry, recordPath } from './deployed/record.ts';

const HOUR = 3_600_000;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Records as playbooks leave them: all was deployed some hours ago; what runs another image was never deployed with the files of today. */
export default {
  endpoints: () => [],
  files: (model: Model, script: Script, now: Date, ledger: Ledger) =>
    new Map(
      deployedMachines(model).map(({ machine }) => {
        const deployed = declaredOn(model, machine, ledger).map(({ name, service, digest }): [string, DeployedEntry] => {
          const isOld = service !== undefined && service === script.drifted?.container.service.subject;
          const at = new Date(now.getTime() - (isOld ? 200 : 5) * HOUR).toISOString().replace(/\.\d+Z$/, 'Z');
          return [
            name,
            {
              commit: sha256(isOld ? 'an earlier commit' : 'the newest commit').slice(0, 40),
              at,
              whole: true,
              digest: isOld ? sha256('earlier files') : (digest ?? null),
            },
          ];
        });
        return [
          recordPath(machine.id),
          emitJson({ schema: 'rackbook/deployed/1', machine: machine.id, deployed: Object.fromEntries(deployed) }),
        ];
      }),
    ),
} as const satisfies StandIn;
