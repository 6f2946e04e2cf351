/** The checkers of roles and playbooks with the real programs: a good folder is taken, and each fault is found in its file. */

import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findTool, isMissing } from '../../../tools/find.ts';
import { toolsStore } from '../../../tools/places.ts';
import { run } from '../../../tools/process.ts';
import type { Checker, Judgement } from '../../../tools/verify/checker.ts';
import { argumentsChecker } from '../check/arguments-checker.ts';
import { FOLDER } from '../check/folder.ts';
import { lintChecker } from '../check/lint-checker.ts';
import { namesInTemplate } from '../check/read/jinja.ts';
import { SAMPLE, SAMPLE_FAULTS, withFault } from '../check/sample.ts';
import { syntaxChecker } from '../check/syntax-checker.ts';
import { accept } from '../facts/acceptance.ts';
import { ansiblePlaybook } from '../tool.ts';

const found = await findTool(ansiblePlaybook);
const obstacle = isMissing(found) ? found.missing : undefined;
if (obstacle !== undefined) process.stderr.write(`SKIPPED checkers of Ansible: ${obstacle}\n`);
it.runIf(process.env['CI'] === 'true')('can be asked here', () => expect(obstacle).toBeUndefined());

describe.skipIf(obstacle !== undefined)('the checkers', () => {
  let above: string;
  beforeAll(async () => {
    above = await mkdtemp(join(tmpdir(), 'rackbook-roles-'));
  });
  afterAll(() => rm(above, { recursive: true, force: true }));

  const judge = async (checker: Checker, files: Readonly<Record<string, string>>): Promise<readonly Judgement[]> => {
    const tool = await findTool(checker.needs ?? ansiblePlaybook);
    if (isMissing(tool)) throw new Error(tool.missing);
    const root = await mkdtemp(join(above, 'root-'));
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, FOLDER, path)), { recursive: true });
      await writeFile(join(root, FOLDER, path), text);
    }
    await cp(join(root, FOLDER), join(root, 'before'), { recursive: true });
    const acceptance = accept.find((each) => each.tool === checker.id) ?? accept[0];
    const paths = Object.keys(files).map((path) => `${FOLDER}/${path}`);
    const candidates = paths.filter((path) => acceptance.match.test(path)).map((path) => ({ path, acceptance }));
    const verdicts = await checker.check(candidates, { root, argv: tool.argv });
    const differs = await run(['diff', '--recursive', join(root, FOLDER), join(root, 'before')]);
    expect(differs).toMatchObject({ code: 0, stdout: '' });
    return verdicts;
  };
  const refused = (verdicts: readonly Judgement[]) => verdicts.filter(({ ok }) => !ok).map(({ path, detail }) => `${path}\n${detail}`);

  it.each([lintChecker, syntaxChecker, argumentsChecker])('$id takes a folder without faults, and leaves it as it is', async (checker) => {
    const verdicts = await judge(checker, SAMPLE);
    expect(refused(verdicts)).toEqual([]);
    expect(verdicts.length).toBeGreaterThan(0);
  });

  it.each(SAMPLE_FAULTS)('ansible-arguments refuses $what', async (fault) => {
    const said = refused(await judge(argumentsChecker, withFault(SAMPLE, fault)));
    expect(said).toEqual([expect.stringMatching(fault.says)]);
    expect(said[0]?.split('\n')[0]).toMatch(new RegExp(`${(fault.blamed ?? fault.file).replaceAll('.', '\\.')}$`));
  });

  it('ansible-lint refuses what production does not have, and every skip', async () => {
    const unnamed = withFault(SAMPLE, { file: 'web/tasks/main.yml', from: '- name: Write a page\n  ansible', to: '- ansible' });
    const open = withFault(unnamed, { file: 'handlers/main.yml', from: 'Reload the server', to: 'reload the server' });
    const skipped = withFault(open, { file: 'defaults/main.yml', from: 'web_projects: []', to: 'web_projects: [] # noqa: var-naming' });
    const said = refused(await judge(lintChecker, skipped)).join('\n');
    expect(said).toMatch(/web\/tasks\/main\.yml\n.*line 15: name\[missing\]/s);
    expect(said).toMatch(/handlers\/main\.yml\n.*name\[casing\]/s);
    expect(said).toMatch(/defaults\/main\.yml\n.*line 2: a rule is skipped/s);
  });

  it('ansible-syntax refuses a playbook that imports what is not there, and that one only', async () => {
    const two = {
      ...SAMPLE,
      'playbooks/other.yml': (SAMPLE['playbooks/site.yml'] ?? '').replace('rackbook.lab.web', 'rackbook.lab.nothing'),
    };
    expect(refused(await judge(syntaxChecker, two))).toEqual([
      expect.stringMatching(/^infra\/ansible\/playbooks\/other\.yml\n[\s\S]*rackbook\.lab\.nothing/),
    ]);
  });

  it('names are read as Jinja itself reads them', async () => {
    const texts = [
      ...Object.values(SAMPLE).flatMap((text) => text.match(/\{\{.*?\}\}/g) ?? []),
      '{{ a | combine(b, recursive=c) | map(attribute="d") | list }}',
      '{% for k, v in m.items() if v is defined %}{{ k ~ loop.index ~ n["o"] }}{% else %}{{ p }}{% endfor %}',
      '{% set q = r if s else t %}{{ q }}{{ {"u": v}[w] }}{{ x.y(z=1)[:aa] }}',
      '{{ "{{ no }}" ~ bb }}{# {{ no }} #}{% raw %}{{ no }}{% endraw %}',
      '{{ cc is not none and not dd is ee(ff) }}{{ gg in [1, 2.5, hh] }}',
      '{% macro ii(jj, kk=ll) %}{{ jj }}{% endmacro %}{{ ii(mm) }}',
    ];
    const asked = await run([join(toolsStore, 'ansible/bin/python3'), '-c', JINJA], { input: JSON.stringify(texts) });
    expect(asked.stderr).toBe('');
    const ours = texts.map((text) => {
      const { reads, makes } = namesInTemplate(text);
      return [...new Set(reads.map(({ name }) => name).filter((name) => !makes.has(name)))].sort();
    });
    expect(ours).toEqual(JSON.parse(asked.stdout));
  });
});

const JINJA = `
import json, sys
from jinja2 import Environment, meta
class Any(dict):
    def get(self, key, default=None): return lambda *_, **__: None
    def __contains__(self, key): return True
    def __getitem__(self, key): return self.get(key)
environment = Environment()
environment.filters, environment.tests = Any(), Any()
print(json.dumps([sorted(meta.find_undeclared_variables(environment.parse(text))) for text in json.load(sys.stdin)]))
`;
