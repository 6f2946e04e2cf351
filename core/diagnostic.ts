/** A half-open range in an input file. Lines and columns count from 1, as editors show them. */
export interface Span {
  /** Path relative to the inventory folder's parent, with `/`: `inventory/hosts.yaml`. */
  readonly file: string;
  readonly line: number;
  readonly col: number;
  readonly endLine: number;
  readonly endCol: number;
}

/**
 * Every kind of mistake that core knows; a system declares those of its own in its `checks.ts`. A code is part of the public contract: it
 * may be added, never renamed. Each is explained in `docs/diagnostics.md`.
 */
export const CODES = [
  'address-outside-network',
  'allow-covered',
  'allow-unneeded',
  'backup-elsewhere',
  'companion-missing',
  'compose-invalid',
  'compose-unknown-key',
  'container-name-clash',
  'database-undumped',
  'dependency-cycle',
  'duplicate-address',
  'duplicate-id',
  'duplicate-key',
  'exposure-unprotected',
  'file-unreadable',
  'flow-unroutable',
  'flow-without-port',
  'hostname-clash',
  'image-untagged',
  'inventory-empty',
  'ingress-settings',
  'invalid-value',
  'missing-key',
  'network-overlap',
  'no-backup-decision',
  'not-secret-unneeded',
  'objective-unmet',
  'override-invalid',
  'override-unstated',
  'playbooks-missing',
  'port-clash',
  'published-secret',
  'published-stray',
  'recovery-cycle',
  'reserved-address',
  'role-unplayed',
  'secret-default',
  'secret-literal',
  'secret-unencrypted',
  'unknown-container',
  'unknown-key',
  'unknown-reference',
  'unsafe-id',
  'variable-invalid',
  'variable-unset',
  'vlan-clash',
  'vlan-range',
  'wrong-type',
  'yaml-alias-limit',
  'yaml-syntax',
] as const;

/** Codes of the systems. The registry adds an entry for each code that a `checks.ts` declares. */
// biome-ignore lint/suspicious/noEmptyInterface: the registry merges its entries into this declaration.
export interface SystemCodes {}

export type Code = (typeof CODES)[number] | (keyof SystemCodes & string);

export interface Diagnostic {
  readonly code: Code;
  readonly severity: 'error' | 'warning';
  /** What is wrong and why, in one or two sentences that name the key and the value. */
  readonly message: string;
  readonly at?: Span;
  /** Other places that the message speaks of, such as the first of two duplicates. */
  readonly related?: readonly { readonly at: Span; readonly message: string }[];
  /** What to do. */
  readonly hint?: string;
  /** Lines that do it, where pasting them into the inventory is enough. */
  readonly paste?: readonly Paste[];
}

/** A line of the inventory. What has to be filled in stands in `<…>`. */
export interface Paste {
  readonly file: string;
  /** The entry of the file that it belongs to, `services.app`; absent where the whole file is the entry. */
  readonly entry?: string;
  /** Columns that the keys of the entry are indented by, where they stand on lines of their own. */
  readonly indent?: number;
  /** The key of the entry below which it belongs. */
  readonly under: string;
  /** Where the file has that key already. */
  readonly underLine?: number;
  /** An item of a list, or a key with its value. */
  readonly line: string;
}

/** A user's mistake is a value; only our own bugs are thrown. */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };
