import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AutomationOptions, Playbooks, PlayOptions } from '../../../testbed/system-proof.ts';
import { automation } from '../automation.ts';
import { makeControlNode } from '../control/control-node.ts';
import { playedOf } from './played.ts';

/** Milliseconds. A whole lab from bare machines takes minutes on a busy machine. */
const LONGEST = 900_000;
/** Exit code of a program that is not there. */
const NOT_THERE = 127;

/** Playbooks as the lab has them, with a key and the password of a vault that live as long as the proof. */
export async function startPlaybooks({ network, access, folder, root }: AutomationOptions): Promise<Playbooks> {
  const password = join(folder, 'vault-password');
  await writeFile(password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  const settings = join(folder, 'settings.json');
  // The key of the lab is not here, so that of the proof takes its place. A stand-in that runs for a second runs for good.
  await writeFile(settings, JSON.stringify({ rackbook_keys: [access.publicKey], stacks_steady_seconds: 1 }));
  const cwd = join(root, automation.folder);
  const control = await makeControlNode({ network, access, folder, cwd, env: { ANSIBLE_VAULT_PASSWORD_FILE: password } });
  return {
    async play(id, options = {}) {
      const { cutAt } = options;
      let tasks = 0;
      const run = await control.playbook([...automation.command(id).slice(1), '--extra-vars', `@${settings}`, ...wordsOf(options)], {
        timeoutMs: LONGEST,
        killAt: ({ kind }) => {
          if (kind === 'task') tasks += 1;
          return cutAt !== undefined && tasks >= cutAt;
        },
      });
      return playedOf(run, tasks);
    },
    async runStore(program, argv, input) {
      if (program !== 'ansible-vault') return undefined;
      const { code, stdout, stderr } = await control.run(program, argv, { input });
      return code === NOT_THERE ? undefined : { code, stdout, stderr };
    },
  };
}

/** Words of `ansible-playbook`. */
export function wordsOf({ parameters = {}, only, parts, firstContact, withoutProducts, patience }: PlayOptions): readonly string[] {
  const variables = {
    ...parameters,
    ...(firstContact ? { ansible_user: 'root' } : {}),
    ...(withoutProducts ? { rebuild_products: false } : {}),
    ...(patience === undefined ? {} : { stacks_patience_seconds: patience }),
  };
  return [
    ...(Object.keys(variables).length === 0 ? [] : ['--extra-vars', JSON.stringify(variables)]),
    // Playbooks look on the control node what was asked for.
    ...(only === undefined ? [] : ['--limit', ['localhost', ...only].join(',')]),
    ...(parts === undefined ? [] : ['--tags', parts.map((part) => part.replaceAll('-', '_')).join(',')]),
  ];
}
