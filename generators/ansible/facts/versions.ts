/** Packages of Python that Ansible is installed from. The proof of this system runs these versions. */
export const PACKAGES = [{ name: 'ansible-core', version: '2.19.14' }] as const;

/** Collections that playbooks and roles use. */
export const COLLECTIONS = [
  { name: 'ansible.posix', version: '2.1.0' },
  { name: 'community.docker', version: '4.8.5' },
  { name: 'community.general', version: '11.4.2' },
] as const;
