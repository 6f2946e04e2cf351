import { isMap, isScalar, Scalar, YAMLMap } from 'yaml';
import type { SecretStore, StoreIo, StoreOutcome, StoreRun } from '../../core/roles/secret-store.ts';
import { parseStore, VALUES } from '../../core/secret-store/store-file.ts';
import { MAGIC, readVault, vaultTag } from './store.ts';

const PROGRAM = 'ansible-vault';
const HEADER = ' Secrets of the lab, encrypted by ansible-vault. npm run secrets says which it needs.';
/** Where no password is said, the program asks for one twice; a text of one line cannot be taken for both. */
const PROBE = 'probe';

const refused = (why: string, hint: string): StoreOutcome => ({ ok: false, ids: [], why, hint });

/**
 * Encrypts each value by the real program, which gets it on its standard input, and writes the file once, with all of them. The password
 * has to open what is there already: with values of two passwords no playbook could run.
 */
export const put: SecretStore['put'] = async (values, _lab, io) => {
  const known = io.text === undefined ? { entries: [], faults: [] } : readVault(io.text);
  if (known.faults[0]) return refused(known.faults[0].message, 'Put the file right first.');
  const probe = await io.run(PROGRAM, encrypting(PROBE), PROBE);
  if (!probe) return refused(`${PROGRAM} is not on this machine.`, 'Install ansible-core, for example by pipx install ansible-core.');
  if (payloadOf(probe) === undefined)
    return refused(
      `${PROGRAM} has no password to encrypt with${lastError(probe)}`,
      'Let ANSIBLE_VAULT_PASSWORD_FILE name the file with it, or vault_password_file in ansible.cfg.',
    );
  for (const payload of oneOfEach(io.text ?? ''))
    if ((await io.run(PROGRAM, ['decrypt', '--output', '-'], payload))?.code !== 0)
      return refused(
        'The password does not open what is in the store already.',
        'Use the password that the store was made with. To change it for all: ansible-vault rekey cannot, since single values are encrypted; see the README of generators/ansible-vault.',
      );
  const made = new Map<string, string>();
  for (const [id, value] of values) {
    const done = await io.run(PROGRAM, encrypting(id), value);
    const payload = done && payloadOf(done);
    // What it says might hold what it was given.
    if (payload === undefined) return refused(`${PROGRAM} could not encrypt ${id}. Nothing was written.`, 'Run it again.');
    made.set(id, payload);
  }
  await io.write(withEntries(io, made));
  return { ok: true, ids: [...made.keys()] };
};

const encrypting = (id: string) => ['encrypt_string', '--stdin-name', id];

/** What it printed, without the name before it and the indentation. */
function payloadOf({ code, stdout }: StoreRun): string | undefined {
  const lines = stdout
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith(MAGIC) || /^[0-9a-f]+$/.test(line));
  return code === 0 && lines[0]?.startsWith(MAGIC) && lines.length > 1 ? `${lines.join('\n')}\n` : undefined;
}

/** Only of the probe, which is no secret. */
function lastError({ stderr }: StoreRun): string {
  const line = stderr.split('\n').findLast((each) => /^\[?ERROR\]?:? /.test(each));
  return line === undefined ? '.' : `: ${line.replace(/^\[?ERROR\]?:? */, '').slice(0, 200)}`;
}

/** One encrypted value for each id of a vault that there is. */
function oneOfEach(text: string): readonly string[] {
  const byHead = new Map<string, string>();
  const { document } = parseStore(text, [vaultTag]);
  const values = document.get(VALUES);
  for (const { value } of isMap(values) ? values.items : [])
    if (value instanceof Scalar && typeof value.value === 'string') byHead.set(value.value.split('\n')[0] ?? '', value.value);
  return [...byHead.values()];
}

function withEntries({ text }: StoreIo, made: ReadonlyMap<string, string>): string {
  const { document } = parseStore(text ?? '', [vaultTag]);
  if (!isMap(document.contents)) {
    document.commentBefore ??= HEADER;
    document.contents = new YAMLMap();
  }
  const values = document.get(VALUES);
  const map = isMap(values) ? values : new YAMLMap();
  // A comment before the first entry is of that entry, which may not stay the first.
  const first = map.items[0]?.key;
  if (map.commentBefore && isScalar(first)) {
    first.commentBefore = map.commentBefore;
    map.commentBefore = null;
  }
  for (const [id, payload] of made) {
    const value = new Scalar(payload);
    value.tag = '!vault';
    value.type = Scalar.BLOCK_LITERAL;
    map.set(id, value);
  }
  map.items.sort((a, b) => (String(a.key) < String(b.key) ? -1 : 1));
  document.set(VALUES, map);
  return document.toString({ lineWidth: 0 });
}
