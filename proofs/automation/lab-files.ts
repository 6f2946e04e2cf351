import type { Model } from '../../core/contract.ts';
import { automationOf } from '../../core/facts/automation/automation-of.ts';
import type { RecordedFiles, TakenFile } from '../files/recorded-files.ts';
import { adaptedCompose } from '../ingress/fixture.ts';
import type { CastMachine } from './cast.ts';

/** The playbooks, and what they put onto these machines. Health is checked more often; all else is as generated. */
export function labFiles(files: RecordedFiles, model: Model, machines: readonly CastMachine[]): readonly TakenFile[] {
  const automation = automationOf(model);
  if (!automation) throw new TypeError('a lab of this proof has playbooks');
  const placed = machines.flatMap(({ id, deployments, stacks }) => [
    ...deployments.flatMap(({ folders = [], places = [] }) => [
      ...folders.flatMap((folder) => files.all(folder)),
      ...places.map(({ from }) => files.one(from)),
    ]),
    ...(stacks.length > 0 ? files.all(`infra/compose/${id}`) : []),
  ]);
  const all = new Map([...files.all(automation.folder), ...placed].map((file) => [file.path, file]));
  return [...all.values()].map((file) =>
    file.path.endsWith('/compose.yaml') ? { ...file, content: adaptedCompose(file.content, '1s') } : file,
  );
}
