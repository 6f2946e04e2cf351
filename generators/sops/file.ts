/** The store, in the lab's repository. */
export const FILE = 'secrets/secrets.sops.yaml';
