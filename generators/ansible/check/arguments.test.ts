import { describe, expect, it } from 'vitest';
import { judgeProject } from './arguments-checker.ts';
import { inWords } from './fault.ts';
import type { ModuleDocs, Option } from './judge/options.ts';
import { readProject } from './read/project.ts';
import { SAMPLE, SAMPLE_FAULTS, withFault } from './sample.ts';

const KEYWORDS = new Set('name when register notify loop loop_control vars block rescue always tags args become no_log listen'.split(' '));
const module = (options: Readonly<Record<string, Option>>) => ({ options });
const text: Option = { type: 'str' };
const DOCS: ModuleDocs = new Map([
  ['ansible.builtin.stat', module({ path: { type: 'path', required: true, aliases: ['dest'] }, follow: { type: 'bool', default: false } })],
  ['ansible.builtin.template', module({ src: { ...text, required: true }, dest: { ...text, required: true }, mode: { type: 'raw' } })],
  ['ansible.builtin.copy', module({ content: text, src: text, dest: { ...text, required: true }, mode: { type: 'raw' }, group: text })],
  ['ansible.builtin.service', module({ name: { ...text, required: true }, state: { ...text, choices: ['reloaded', 'started'] } })],
  ['ansible.builtin.fail', module({ msg: text })],
  ['ansible.builtin.command', module({ free_form: {}, cmd: text, argv: { type: 'list', elements: 'str' }, chdir: { type: 'path' } })],
  ['ansible.builtin.set_fact', module({ key_value: { required: true }, cacheable: { type: 'bool', default: false } })],
  ['ansible.builtin.import_role', module({ name: { ...text, required: true } })],
  [
    'community.docker.docker_compose_v2',
    module({
      project_src: { type: 'path' },
      state: { ...text, choices: ['absent', 'present'] },
      pull: { ...text, choices: ['always', 'never'] },
      definition: { type: 'dict', suboptions: { image: { ...text, required: true }, ports: { type: 'list', elements: 'int' } } },
      files: { type: 'list', elements: 'dict', suboptions: { path: { ...text, required: true } } },
    }),
  ],
]);

const judge = (files: Readonly<Record<string, string>>) => judgeProject(readProject(new Map(Object.entries(files)), KEYWORDS), DOCS);
const ofTasks = (tasks: string) => judge({ 'roles/one/tasks/main.yml': `---\n${tasks}` }).map(inWords);

it('a folder without faults has none', () => expect(judge(SAMPLE)).toEqual([]));

describe('a fault is named with its place', () => {
  it.each(SAMPLE_FAULTS)('$what', (fault) => {
    const found = judge(withFault(SAMPLE, fault));
    const said = found.map((each) => `${each.file}: ${inWords(each)}`);
    expect(said.filter((each) => fault.says.test(each))).toHaveLength(1);
    expect(found.every(({ file }) => file.endsWith(fault.file))).toBe(true);
  });
});

describe('arguments', () => {
  const compose = (options: string) => ofTasks(`- name: X\n  community.docker.docker_compose_v2:\n    ${options}\n`);
  it.each([
    ['an alias', '- ansible.builtin.stat:\n    dest: /x\n', []],
    ['a required one from "args"', '- ansible.builtin.stat:\n  args:\n    path: /x\n', []],
    ['both names of one', '- ansible.builtin.stat:\n    path: /x\n    dest: /x\n', ['line 4: "dest" is given a second time, as "path"']],
    [
      'a text where a text is taken',
      '- ansible.builtin.command: ls -l\n  args:\n    chdr: /x\n',
      ['line 4: ansible.builtin.command has no "chdr"; did you mean "chdir"?'],
    ],
    [
      'a text where none is taken',
      '- ansible.builtin.stat: path=/x\n',
      ['line 2: the arguments of ansible.builtin.stat are no map, so that their names cannot be read'],
    ],
    ['names of facts', '- ansible.builtin.set_fact:\n    any_name: 1\n', []],
    ['the module in "action"', '- action: ansible.builtin.fail\n', ['line 2: "action" hides the module; write its full name as the key']],
    ['nothing to do', '- name: X\n', ['line 2: the task has no module']],
    ['no list', 'name: X\n', ['line 2: this is no list of tasks']],
    ['a list for a text', '- ansible.builtin.fail:\n    msg: [a]\n', ['line 3: ansible.builtin.fail: "msg" is a single str']],
  ])('%s', (_, tasks, said) => expect(ofTasks(tasks)).toEqual(said));

  it.each([
    [
      'an option within an option',
      'definition: { imag: x, image: y }',
      ['line 4: community.docker.docker_compose_v2: definition has no "imag"; did you mean "image"?'],
    ],
    ['a required one within it', 'definition: { ports: [1] }', ['line 4: community.docker.docker_compose_v2: definition needs "image"']],
    [
      'an element of a list within it',
      'definition: { image: x, ports: [one] }',
      ['line 4: community.docker.docker_compose_v2: definition: "ports" is a whole number, not "one"'],
    ],
    [
      'a map of a list of maps',
      'files: [{ path: x }, { pth: y }]',
      [expect.stringContaining('has no "pth"'), expect.stringContaining('needs "path"')],
    ],
    ['a map for a list', 'files: { path: x }', ['line 4: community.docker.docker_compose_v2: "files" is a list']],
    ['what is known only when it runs', 'definition: "{{ {} }}"', []],
  ])('%s', (_, options, said) => expect(compose(options)).toEqual(said));
});

describe('names', () => {
  const role = (tasks: string, more: Readonly<Record<string, string>> = {}) =>
    judge({ 'roles/one/tasks/main.yml': tasks, 'roles/two/tasks/main.yml': '- ansible.builtin.set_fact:\n    two_fact: 1\n', ...more }).map(
      (each) => `${each.file} ${inWords(each)}`,
    );

  it.each([
    ['a result', '- ansible.builtin.fail:\n  register: a\n- ansible.builtin.fail:\n    msg: "{{ a.b }}"\n'],
    ['a variable of a task', '- ansible.builtin.fail:\n    msg: "{{ a }}"\n  vars:\n    a: 1\n'],
    ['a variable of a block', '- vars:\n    a: 1\n  block:\n    - ansible.builtin.fail:\n        msg: "{{ a }}"\n'],
    ['what Ansible knows of itself', '- ansible.builtin.fail:\n    msg: "{{ inventory_hostname ~ ansible_facts.os_family }}"\n'],
    ['an item of a loop', '- ansible.builtin.fail:\n    msg: "{{ item }}"\n  loop: [1]\n'],
  ])('%s is declared', (_, tasks) => expect(role(tasks)).toEqual([]));

  it('a fact of another role is declared for playbooks, not for roles', () => {
    const reads = '- ansible.builtin.fail:\n    msg: "{{ two_fact }}"\n';
    expect(role(reads)).toEqual(['roles/one/tasks/main.yml line 2: "two_fact" is declared nowhere']);
    const play = `- name: P\n  hosts: all\n  tasks:\n    ${reads.replaceAll('\n', '\n    ')}`;
    expect(role('[]\n', { 'playbooks/p.yml': play })).toEqual([]);
  });

  it('what is given on the command line is declared by what a playbook does without it, and a role has to declare it', () => {
    const reads = (name: string) => `- ansible.builtin.fail:\n    msg: "{{ ${name} | default(1) }}"\n`;
    expect(role(reads('given'))).toHaveLength(1);
    const play = (name: string) => `- name: P\n  hosts: all\n  tasks:\n    ${reads(name).replaceAll('\n', '\n    ')}`;
    expect(role('[]\n', { 'playbooks/p.yml': play('given') })).toEqual([]);
  });

  it('an old fact outside of ansible_facts is not known', () => {
    expect(role('- ansible.builtin.fail:\n    msg: "{{ ansible_distribution }}"\n')).toHaveLength(1);
  });

  it('variables of hosts and groups are known, whoever has them', () => {
    const reads = '- ansible.builtin.fail:\n    msg: "{{ a }} {{ b }} {{ c }} {{ d }}"\n';
    const inventory = {
      'inventory/host_vars/x/m.yaml': 'a: 1\n',
      'inventory/hosts.yaml': 'all: { vars: { b: 1 }, children: { g: { vars: { d: 1 }, hosts: { h: { c: 1 } } } } }\n',
    };
    expect(role(reads, inventory)).toEqual([]);
  });
});
