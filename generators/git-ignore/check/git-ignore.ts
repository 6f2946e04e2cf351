import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readLedgerAlone } from '../../../core/write/read-ledger.ts';
import { lastLines, run } from '../../../tools/process.ts';
import type { Checker, Judgement } from '../../../tools/verify/checker.ts';
import { git } from '../tool.ts';

/** What is left beside generated files, one of each kind. With secrets in it, or changed by every run of a program. */
const LEFT = [
  'infra/terraform/cloudflare/terraform.tfstate',
  'infra/terraform/cloudflare/terraform.tfstate.backup',
  'infra/terraform/cloudflare/terraform.tfvars',
  'infra/terraform/cloudflare/.terraform/providers/x',
  'infra/opnsense/tfplan',
  'infra/opnsense/crash.log',
  'infra/compose/any-machine/any-service/.env',
  'infra/compose/any-machine/any-service/.env.production',
  'infra/compose/any-machine/any-service/data/app/x',
  'infra/compose/any-machine/any-service/db/x',
  'infra/compose/any-machine/any-service/app.sqlite3',
  'infra/ansible/site.retry',
  'infra/traefik/traefik.yaml~',
];

/** A list of what Git ignores is one that a real Git reads so: nothing that gen wrote is ignored, and what is left beside it is. */
export const gitIgnoreChecker: Checker = {
  id: 'git-ignore',
  title: 'Git',
  needs: git,
  async check(files, { root, argv }) {
    const ledger = readLedgerAlone(root);
    const owned = ledger.ok ? [...ledger.value.keys()].filter((path) => path.startsWith('infra/')) : [];
    const verdicts: Judgement[] = [];
    for (const { path } of files) {
      const fault = owned.length === 0 ? 'there is no ledger that says which files are generated' : await faultOf(path, root, owned, argv);
      verdicts.push({ path, ok: fault === undefined, detail: fault ?? `${owned.length} files kept` });
    }
    return verdicts;
  },
};

async function faultOf(path: string, root: string, owned: readonly string[], argv: readonly string[]): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'rackbook-git-ignore-'));
  const command = async (args: readonly string[], input?: string) => {
    const env = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_DIR: undefined, GIT_WORK_TREE: undefined };
    const done = await run([...argv, '-C', folder, '-c', 'core.excludesFile=', ...args], {
      env,
      ...(input === undefined ? {} : { input }),
    });
    // One says that nothing is ignored.
    if (done.code > 1) throw new Error(`Git does not answer: ${lastLines(done)}`);
    return done.stdout;
  };
  try {
    await command(['init', '--quiet']);
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await cp(join(root, path), join(folder, path));
    const asked = [...owned, ...LEFT].join('\0');
    const ignored = new Set((await command(['check-ignore', '--no-index', '-z', '--stdin'], `${asked}\0`)).split('\0'));
    const lost = owned.find((each) => ignored.has(each));
    if (lost !== undefined) return `Git ignores ${lost}, which is generated`;
    const seen = LEFT.find((each) => !ignored.has(each) && !owned.includes(each));
    return seen === undefined ? undefined : `Git does not ignore ${seen}`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
