import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { dockerStandIn } from '../../../testbed/stand-in/engine-api.ts';
import { run } from '../../../tools/process.ts';
import type { Candidate, CheckContext, Checker, Judgement } from '../../../tools/verify/checker.ts';
import { crowdsec } from '../tool.ts';
import { type CrowdsecStage, stageCrowdsec } from './crowdsec-stage.ts';

/**
 * Starts CrowdSec in its test mode on the acquisitions, profiles, parsers and `config.yaml.local`, in a folder of its own. That mode
 * listens nowhere and sends nothing. It stops at the first fault, so it is asked again without the faulty file.
 *
 * Refused (measured with 1.4.6): YAML that does not parse, keys that do not exist, an unknown acquisition source, an acquisition without
 * labels, a duration in days or of no unit, a filter or expression that does not compile or names an unknown field, an unknown
 * notification, a bad network in a whitelist; by this checker, a parser file that gives no parser.
 * Let through: an unknown `source` beside `filenames`, labels without `type`, an unknown type of decision or `on_success`, a
 * profile without filters or name, a bad single address in a whitelist, a stage that does not exist, a bad `flush.max_age`.
 * Refused though today's CrowdSec takes it: the source `appsec`, `poll_without_inotify`. The source `docker` asks its
 * Engine even then, so a stand-in answers instead.
 */
export const crowdsecChecker: Checker = {
  id: 'crowdsec',
  title: 'CrowdSec',
  needs: crowdsec,
  async check(files, context) {
    const parent = join(context.root, '.rackbook', 'verify');
    await mkdir(parent, { recursive: true });
    const home = await mkdtemp(join(parent, 'crowdsec-'));
    const engine = dockerStandIn([]);
    await new Promise<void>((resolve) => engine.listen(0, '127.0.0.1', resolve));
    try {
      return await judge(files, context, home, `tcp://127.0.0.1:${(engine.address() as AddressInfo).port}`);
    } finally {
      engine.closeAllConnections();
      engine.close();
      await rm(home, { recursive: true, force: true });
    }
  },
};

async function judge(
  files: readonly Candidate[],
  { root, argv }: CheckContext,
  home: string,
  docker: string,
): Promise<readonly Judgement[]> {
  const refused = new Map<string, string>();
  let left = files.map(({ path }) => path);
  while (left.length > 0) {
    const stage = await stageCrowdsec(root, left, home, docker);
    // A crash report would go to the temporary folder.
    const result = await run([...argv, '-t', '-c', stage.config], { cwd: home, env: { TMPDIR: home, DOCKER_HOST: docker } });
    const lines = `${result.stdout}\n${result.stderr}`.split('\n');
    const [detail, culprits] =
      result.code === 0
        ? emptyParser(lines, stage)
        : refusal(
            lines.findLast((line) => /level=(fatal|error)/.test(line)),
            stage,
          );
    if (culprits.length === 0 && result.code === 0) break;
    for (const path of culprits.length > 0 ? culprits : left)
      refused.set(path, detail.replaceAll(`${stage.config.slice(0, -'etc/config.yaml'.length)}`, ''));
    left = left.filter((path) => !refused.has(path));
  }
  return files.map(({ path }) => ({ path, ok: !refused.has(path), detail: refused.get(path) ?? '' }));
}

type Refusal = readonly [detail: string, culprits: readonly string[]];

/** A fault in one of these files is named by the file; one that CrowdSec names no file for, by the kind of file that it concerns. */
function refusal(line: string | undefined, { places }: CrowdsecStage): Refusal {
  const detail = message(line ?? 'level=fatal msg="it ended without a word"');
  const paths = [...places.keys()];
  const named = paths.filter((path) => detail.includes(places.get(path) ?? path));
  if (named.length > 0) return [detail, named];
  const kinds: readonly (readonly [RegExp, RegExp])[] = [
    [/compile profiles|plugin config/, /\/profiles\.yaml$/],
    [/whitelist|parser/i, /\/parsers\//],
    [/datasource|acquisition/, /\/acquis\.d\//],
    [/etc\/config\.yaml|api server/, /\.local$/],
  ];
  const kind = kinds.find(([words]) => words.test(detail));
  return [detail, kind ? paths.filter((path) => kind[1].test(path)) : []];
}

function emptyParser(lines: readonly string[], { places }: CrowdsecStage): Refusal {
  const parsers = [...places].filter(([path]) => /\/parsers\//.test(path));
  const empty = parsers.filter(
    ([, place]) => !lines.some((line) => /Loaded [1-9]\d* parser nodes/.test(line) && line.includes(`file=${place} `)),
  );
  return ['CrowdSec finds no parser in it', empty.map(([path]) => path)];
}

/** The text of a log line, its quotes and line breaks undone. */
function message(line: string): string {
  const text = /msg="((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? line;
  return text.replaceAll('\\n', '\n').replaceAll('\\"', '"');
}
