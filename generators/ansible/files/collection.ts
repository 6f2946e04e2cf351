import type { GeneratedFile } from '../../../core/contract.ts';
import type { RuntimePath } from '../../../core/files/runtime-path.ts';
import { COLLECTION } from '../facts/places.ts';

/** What the collection holds that is the same for every lab; a test compares it with the folder. */
const COLLECTION_FILES = [
  'README.md',
  'meta/runtime.yml',
  'plugins/action/place.py',
  'plugins/action/secrets.py',
  'plugins/callback/report.py',
  'plugins/module_utils/placed.py',
  'plugins/modules/back.py',
  'plugins/modules/condition.py',
  'plugins/modules/deployed.py',
  'plugins/modules/ground.py',
  'plugins/modules/guard.py',
  'plugins/modules/keeps.py',
  'plugins/modules/leftovers.py',
  'plugins/modules/needs.py',
  'plugins/modules/place.py',
  'plugins/modules/run.py',
  'plugins/modules/secrets.py',
  'plugins/modules/settled.py',
  'plugins/modules/step.py',
  'plugins/modules/well.py',
  ...role('base', 'defaults/main.yml', 'handlers/main.yml', 'tasks/account.yml', 'tasks/ssh.yml', 'tasks/time.yml'),
  ...role('deployment', 'defaults/main.yml', 'tasks/apply.yml', 'tasks/one.yml', 'tasks/reach.yml'),
  ...role('leftovers', 'tasks/one.yml'),
  ...role('rebuild', 'defaults/main.yml'),
  ...role('record'),
  ...role('secrets'),
  ...role('stacks', 'defaults/main.yml', 'tasks/compose.yml', 'tasks/remove.yml', 'tasks/service.yml', 'tasks/up.yml'),
  ...role('update', 'defaults/main.yml', 'tasks/protect.yml'),
] as const;

export function* collectionFiles(): Iterable<GeneratedFile> {
  for (const name of COLLECTION_FILES) yield { path: `${COLLECTION}/${name}`, copyOf: runtime(`collection/${name}`) };
}

const runtime = (name: string): RuntimePath => `generators/ansible/runtime/${name}`;

/** Files of a role, with those that each has. */
function role(name: string, ...files: readonly string[]): readonly string[] {
  return ['README.md', 'meta/argument_specs.yml', 'meta/main.yml', 'tasks/main.yml', ...files].map((file) => `roles/${name}/${file}`);
}
