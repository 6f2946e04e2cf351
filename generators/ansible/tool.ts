import type { Tool, VenvSource } from '../../tools/tool.ts';

/** The collections that the roles use, of the one wheel that has them all; README.md of this folder says how to add one. */
export const COLLECTIONS = [
  'ansible.posix',
  'community.docker',
  'community.general',
  // community.docker needs it.
  'community.library_inventory_filtering_v1',
] as const;

const environment: VenvSource = {
  from: 'venv',
  folder: 'ansible',
  requirements: 'generators/ansible/wheels.txt',
  oldestPython: '3.11',
  parts: [
    {
      package: 'ansible',
      version: '12.3.0',
      sha256: 'cd156f82fa87f7a899212b0efa9f7ca3a24d609212de9f78428a572eb01e5414',
      // All of them are 570 MB.
      folders: COLLECTIONS.map((name) => `ansible_collections/${name.replace('.', '/')}`),
    },
  ],
};

const CORE = {
  wanted: '2.19.14',
  oldest: '2.19',
  before: '2.20',
  source: environment,
  // Never from the PATH: another installation has other collections.
  onPath: [],
  probe: ['--version'],
} as const;

export const ansiblePlaybook = {
  ...CORE,
  id: 'ansible-playbook',
  title: 'ansible-playbook',
  program: 'bin/ansible-playbook',
} as const satisfies Tool;
export const ansibleInventory = {
  ...CORE,
  id: 'ansible-inventory',
  title: 'ansible-inventory',
  program: 'bin/ansible-inventory',
} as const satisfies Tool;
export const ansibleDoc = { ...CORE, id: 'ansible-doc', title: 'ansible-doc', program: 'bin/ansible-doc' } as const satisfies Tool;
export const ansibleVault = { ...CORE, id: 'ansible-vault', title: 'ansible-vault', program: 'bin/ansible-vault' } as const satisfies Tool;
export const ansibleConfig = {
  ...CORE,
  id: 'ansible-config',
  title: 'ansible-config',
  program: 'bin/ansible-config',
} as const satisfies Tool;
export const ansible = { ...CORE, id: 'ansible', title: 'ansible, for one task', program: 'bin/ansible' } as const satisfies Tool;

export const ansibleLint = {
  id: 'ansible-lint',
  title: 'ansible-lint',
  wanted: '26.10.1',
  oldest: '26',
  before: '27',
  source: environment,
  program: 'bin/ansible-lint',
  onPath: [],
  probe: ['--version', '--offline', '--nocolor'],
} as const satisfies Tool;

export default [ansiblePlaybook, ansibleInventory, ansibleDoc, ansibleVault, ansibleConfig, ansible, ansibleLint] as const;
