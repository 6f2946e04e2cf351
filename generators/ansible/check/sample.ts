/** A small folder of Ansible that every check takes: a playbook, and a collection with one role. For tests. */

const LAB = 'collections/ansible_collections/rackbook/lab';

/** Texts by path within the folder. */
export const SAMPLE: Readonly<Record<string, string>> = {
  'inventory/hosts.yaml': `---
all:
  vars:
    lab_domain: lab.example.net
  hosts:
    srv-1:
      ansible_host: 192.0.2.10
`,
  'playbooks/site.yml': `---
- name: Bring the machines to what the inventory says
  hosts: "{{ lab_machine | default('all') }}"
  gather_facts: false
  tasks:
    - name: Serve
      ansible.builtin.import_role:
        name: rackbook.lab.web
      vars:
        web_name: "{{ inventory_hostname }}.{{ lab_domain }}"
`,
  [`${LAB}/galaxy.yml`]: `---
namespace: rackbook
name: lab
version: 1.0.0
readme: README.md
authors: [nobody]
description: A sample
license: [MIT]
tags: [infrastructure]
repository: https://git.example.net/lab
`,
  [`${LAB}/README.md`]: '# Sample\n',
  [`${LAB}/CHANGELOG.md`]: '# 1.0.0\n',
  [`${LAB}/meta/runtime.yml`]: `---
requires_ansible: ">=2.19.0"
`,
  [`${LAB}/roles/web/README.md`]: '# Web\n',
  [`${LAB}/roles/web/meta/main.yml`]: `---
galaxy_info:
  author: nobody
  description: Serves a page
  license: MIT
  min_ansible_version: "2.19"
dependencies: []
`,
  [`${LAB}/roles/web/meta/argument_specs.yml`]: `---
argument_specs:
  main:
    short_description: Serves a page
    options:
      web_name:
        type: str
        required: true
        description: Its name.
      web_projects:
        type: list
        elements: dict
        description: Projects with their folders.
`,
  [`${LAB}/roles/web/defaults/main.yml`]: `---
web_projects: []
web_mode: "0644"
`,
  [`${LAB}/roles/web/handlers/main.yml`]: `---
- name: Reload the server
  ansible.builtin.service:
    name: nginx
    state: reloaded
`,
  [`${LAB}/roles/web/templates/site.conf.j2`]: `server_name {{ web_name }};
{% for project in web_projects %}
include {{ project.folder }};
{% endfor %}
`,
  [`${LAB}/roles/web/tasks/main.yml`]: `---
- name: See what is there
  ansible.builtin.stat:
    path: /etc/nginx
  register: web_found

- name: Write the site
  ansible.builtin.template:
    src: site.conf.j2
    dest: /etc/nginx/site.conf
    mode: "{{ web_mode }}"
  when: web_found.stat.exists
  notify: Reload the server

- name: Write a page
  ansible.builtin.copy:
    content: "{{ web_name }}\\n"
    dest: /srv/index.html
    mode: "0644"

- name: Start the projects
  when: web_projects | length > 0
  block:
    - name: Start each
      community.docker.docker_compose_v2:
        project_src: "{{ web_project.folder }}"
        state: present
        pull: never
      loop: "{{ web_projects }}"
      loop_control:
        loop_var: web_project
        label: "{{ web_project.name }}"
  rescue:
    - name: Say what failed
      ansible.builtin.fail:
        msg: "{{ ansible_failed_result.msg }}"
`,
};

export interface SampleFault {
  readonly what: string;
  /** The end of the file's path. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** What the checker says, in part. */
  readonly says: RegExp;
  /** The file that is blamed, where it is another. */
  readonly blamed?: string;
}

const TASKS = 'web/tasks/main.yml';

/** What the check of arguments has to refuse, and the linter and the syntax check let through. */
export const SAMPLE_FAULTS: readonly SampleFault[] = [
  { what: 'a misspelt argument', file: TASKS, from: 'content:', to: 'contnt:', says: /has no "contnt"; did you mean "content"/ },
  { what: 'a choice that is none', file: TASKS, from: 'state: present', to: 'state: presnt', says: /is one of .*present.*not "presnt"/ },
  { what: 'a required argument left out', file: TASKS, from: '    path: /etc/nginx\n', to: '    follow: true\n', says: /needs "path"/ },
  {
    what: 'a text for true or false',
    file: TASKS,
    from: '    path: /etc/nginx\n',
    to: '    path: /etc\n    follow: maybe\n',
    says: /true or false/,
  },
  {
    what: 'an argument under two names',
    file: TASKS,
    from: 'dest: /srv/index.html',
    to: 'dest: /srv/a\n    group: a\n    mode: "0600"',
    says: /Map keys must be unique/,
  },
  { what: 'a misspelt module', file: TASKS, from: 'docker_compose_v2', to: 'docker_compose_v3', says: /no documented module/ },
  {
    what: 'a short name of a module',
    file: 'handlers/main.yml',
    from: 'ansible.builtin.service',
    to: 'service',
    says: /is not the full name/,
  },
  { what: 'a misspelt key of a task', file: TASKS, from: '  notify:', to: '  notifies:', says: /"notifies" is no key of a task/ },
  {
    what: 'a handler that is not there',
    file: TASKS,
    from: 'notify: Reload the server',
    to: 'notify: Reload the servers',
    says: /no handler "Reload the servers"/,
  },
  {
    what: 'a template that is not there',
    file: TASKS,
    from: 'src: site.conf.j2',
    to: 'src: sites.conf.j2',
    says: /there is no .*templates\/sites\.conf\.j2/,
  },
  {
    what: 'a misspelt variable in a condition',
    file: TASKS,
    from: 'when: web_found',
    to: 'when: web_fuond',
    says: /line 12: "web_fuond" is declared nowhere/,
  },
  {
    what: 'a misspelt variable in an argument',
    file: TASKS,
    from: 'mode: "{{ web_mode }}"',
    to: 'mode: "{{ web_modus }}"',
    says: /line 11: "web_modus"/,
  },
  {
    what: 'a misspelt variable in a template',
    file: 'site.conf.j2',
    from: 'in web_projects',
    to: 'in web_project_list',
    says: /site\.conf\.j2: line 2: "web_project_list"/,
    blamed: 'web/defaults/main.yml',
  },
  {
    what: 'a name of a loop outside of it',
    file: TASKS,
    from: 'content: "{{ web_name }}',
    to: 'content: "{{ item }}',
    says: /"item" is read outside of a loop/,
  },
  { what: 'a misspelt role', file: 'site.yml', from: 'rackbook.lab.web', to: 'rackbook.lab.wep', says: /no role "rackbook\.lab\.wep"/ },
  { what: 'an expression that nobody can read', file: TASKS, from: '{{ web_name }}\\n', to: '{{ web_name\\n', says: /cannot be read/ },
];

/** The text of a sample's file with a fault in it. Throws where there is nothing to replace. */
export function withFault(
  files: Readonly<Record<string, string>>,
  { file, from, to }: Pick<SampleFault, 'file' | 'from' | 'to'>,
): Record<string, string> {
  const path = Object.keys(files).find((each) => each.endsWith(file)) ?? '';
  const text = files[path] ?? '';
  const changed = text.replace(from, () => to);
  if (changed === text) throw new RangeError(`there is no "${from}" in ${file}`);
  return { ...files, [path]: changed };
}
