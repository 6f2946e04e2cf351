/** Renamed keys of the inventory: the old key, as messages name it, and what it is called now in the same place. */
const RENAMED_KEYS: Readonly<Record<string, string>> = {
  'lab.bans.spare': 'allowlist',
};

/** Says what a key is called now; undefined for a key that was never renamed. `name` is the whole key: `lab.bans.spare`. */
export function renamedHint(name: string): string | undefined {
  return Object.hasOwn(RENAMED_KEYS, name) ? `It is called "${RENAMED_KEYS[name]}" now.` : undefined;
}
