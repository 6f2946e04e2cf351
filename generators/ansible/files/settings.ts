import type { GeneratedFile, Model } from '../../../core/contract.ts';
import { HEADER } from '../../../core/files/header.ts';
import { emitYaml } from '../../../formats/yaml.ts';
import { FOLDER } from '../facts/places.ts';
import { COLLECTIONS, PACKAGES } from '../facts/versions.ts';

const header = [HEADER];

/** What Ansible is, and what it takes for granted of every machine. */
export function* settingsFiles(model: Model): Iterable<GeneratedFile> {
  const { user, port, keys, upgrades, reboot } = model.lab.systems.ansible;
  yield { path: `${FOLDER}/ansible.cfg`, copyOf: 'generators/ansible/runtime/ansible.cfg' };
  yield { path: `${FOLDER}/README.md`, copyOf: 'generators/ansible/runtime/README.md' };
  yield {
    path: `${FOLDER}/requirements.yml`,
    content: emitYaml(
      { collections: COLLECTIONS.map(({ name, version }) => ({ name, version })) },
      { header, keyOrder: { 'collections.*': ['name'] } },
    ),
  };
  yield {
    path: `${FOLDER}/requirements.txt`,
    content: `# ${HEADER}\n${PACKAGES.map(({ name, version }) => `${name}==${version}\n`).join('')}`,
  };
  yield {
    path: `${FOLDER}/inventory/group_vars/all/lab.yaml`,
    content: emitYaml(
      {
        ansible_user: user,
        ansible_port: port,
        ansible_become: true,
        // A connection that was cut is noticed within half a minute.
        ansible_ssh_extra_args: '-o ServerAliveInterval=10 -o ServerAliveCountMax=3',
        rackbook_user: user,
        rackbook_keys: keys,
        rackbook_timezone: model.lab.timezone,
        rackbook_upgrades: upgrades,
        rackbook_reboot: reboot,
        // The folder that holds infra/, wherever that is on the control node.
        rackbook_repository: '{{ inventory_dir | dirname | dirname | dirname }}',
        // A play in check mode is none to Ansible's own variable unless the whole run is.
        rackbook_only_looks: '{{ ansible_check_mode }}',
        // What the playbooks see of Git when they begin; empty where there is no clone.
        rackbook_commit: "{{ hostvars['localhost']['choose_commit'] | default('') }}",
      },
      { header: [`What is the same on all machines of ${model.lab.title}. ${HEADER}`] },
    ),
    about: ['lab:lab'],
  };
}
