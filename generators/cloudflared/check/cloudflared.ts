import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { parse } from 'yaml';
import { lastLines, run } from '../../../tools/process.ts';
import type { Checker, Judgement } from '../../../tools/verify/checker.ts';
import { cloudflared } from '../tool.ts';

const AT_ONCE = 2;
const ELSEWHERE = 'unknown.invalid';
/** Keys of the file that are not options of the program, and `protocol`, which its help hides. */
const STRUCTURE = ['tunnel', 'ingress', 'originRequest', 'warp-routing', 'protocol'];

interface Rule {
  readonly hostname?: string;
  readonly path?: string;
  readonly service: string;
}

type Ask = (...args: string[]) => ReturnType<typeof run>;

/**
 * Asks cloudflared whether it takes the ingress rules, and for each hostname which rule it would choose. Neither uses the network.
 * By itself it takes (measured with 2026.8.2): a misspelt key below `ingress` or `originRequest`, with a warning and exit code 0; a
 * misspelt key at the top, silently; a rule that an earlier one hides. All three are refused here. It still takes a scheme
 * that does not exist, `htps://a:443`, as a TCP service, and any name of a tunnel.
 */
export const cloudflaredChecker: Checker = {
  id: 'cloudflared',
  title: 'cloudflared',
  needs: cloudflared,
  async check(files, { root, argv }) {
    const ask: Ask = (...args) => run([...argv, ...args], { cwd: root });
    const options = await optionsOf(ask);
    return Promise.all(files.map(({ path }) => judge(path, root, ask, options)));
  },
};

async function judge(path: string, root: string, ask: Ask, options: ReadonlySet<string>): Promise<Judgement> {
  const refuse = (detail: string): Judgement => ({ path, ok: false, detail });
  const validated = await ask('--config', path, 'tunnel', 'ingress', 'validate');
  if (validated.code !== 0) return refuse(lastLines(validated));
  const said = `${validated.stdout}\n${validated.stderr}`;
  if (/unused keys/i.test(said)) return refuse(said.slice(said.search(/unused keys/i)).trim());

  const config = parse(await readFile(join(root, path), 'utf8')) as { ingress?: readonly Rule[] };
  const unknown = Object.keys(config).find((key) => !options.has(key));
  if (unknown !== undefined) return refuse(`"${unknown}" is no option of cloudflared tunnel`);

  const { ingress = [] } = config;
  // A path is a regular expression, from which no address can be made.
  const questions = ingress.flatMap(({ hostname, path: pattern }, index) =>
    hostname === undefined || pattern !== undefined ? [] : [{ hostname: hostname.replace('*', 'any'), index }],
  );
  const limit = pLimit(AT_ONCE);
  const faults = await Promise.all(
    [...questions, { hostname: ELSEWHERE, index: ingress.length - 1 }].map(({ hostname, index }) =>
      limit(() => faultOf(hostname, index, ingress[index], path, ask)),
    ),
  );
  const fault = faults.find((each) => each !== undefined);
  return fault === undefined
    ? { path, ok: true, detail: `${questions.length} hostname${questions.length === 1 ? '' : 's'}` }
    : refuse(fault);
}

/** Why the rule at `index` is not the one that answers for `hostname`, or undefined. */
async function faultOf(hostname: string, index: number, rule: Rule | undefined, path: string, ask: Ask): Promise<string | undefined> {
  const matched = await ask('--config', path, 'tunnel', 'ingress', 'rule', `https://${hostname}/`);
  if (matched.code !== 0) return lastLines(matched);
  const number = /^Matched rule #(\d+)$/m.exec(matched.stdout)?.[1];
  if (number !== String(index)) return `https://${hostname}/ should get rule #${index} and gets #${number ?? 'none'}`;
  const service = /^\s+service: (.+)$/m.exec(matched.stdout)?.[1];
  if (service !== rule?.service) return `https://${hostname}/ should get ${rule?.service} and gets ${service ?? 'nothing'}`;
  if (hostname === ELSEWHERE && service !== 'http_status:404') return `any other hostname gets ${service} instead of http_status:404`;
  return undefined;
}

/** What may stand at the top of the file: the options that the program itself lists, since each of them is also a key. */
async function optionsOf(ask: Ask): Promise<ReadonlySet<string>> {
  const helps = [await ask('tunnel', '--help'), await ask('tunnel', 'run', '--help')];
  const options = helps.flatMap(({ stdout }) => [...stdout.matchAll(/^\s+--([a-z0-9-]+)/gm)].map(([, option]) => option ?? ''));
  return new Set([...STRUCTURE, ...options]);
}
