/** Keys of the inventory that have another name now: the old key, as messages name it, and the last part of its new name. */
const RENAMED_KEYS: Readonly<Record<string, string>> = {
  'lab.bans.spare': 'allowlist',
};

/** Says what a key is called now; undefined for one that never was another. `name` is the whole key: `lab.bans.spare`. */
export function renamedHint(name: string): string | undefined {
  return Object.hasOwn(RENAMED_KEYS, name) ? `It is called "${RENAMED_KEYS[name]}" now.` : undefined;
}
