/** Codes that no single inventory file can give; each has a separate test beside the code that reports it. */
export const ELSEWHERE: readonly string[] = [
  'bundle-too-large',
  'file-unreadable',
  'ingress-settings',
  'inventory-empty',
  'not-secret-unneeded',
  'override-invalid',
  'override-unstated',
  'published-secret',
  'published-stray',
  'secret-unencrypted',
];
