/** Folder of the repository that everything of Ansible is in, and that it is run in. */
export const FOLDER = 'infra/ansible';

/** The collection with the roles and modules of the lab, where Ansible looks for it. */
export const COLLECTION = `${FOLDER}/collections/ansible_collections/rackbook/lab`;

/** How its roles are called: `rackbook.lab.firewall`. */
export const NAMESPACE = 'rackbook.lab';
