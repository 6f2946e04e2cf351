import type { SecretStore, StoreIo, StoreOutcome } from '../../core/roles/secret-store.ts';
import { VALUES } from '../../core/secret-store/store-file.ts';
import { emitYaml } from '../../formats/yaml.ts';
import { FILE } from './file.ts';
import { readSops, recipientsOf } from './store.ts';

const PROGRAM = 'sops';
const MISSING = ['sops is not on this machine.', 'Install SOPS 3.11 or newer; its releases are at github.com/getsops/sops.'] as const;

const refused = (why: string, hint: string, ids: readonly string[] = []): StoreOutcome => ({ ok: false, ids, why, hint });

/**
 * The first values make the file, for the recipients of the inventory. Later ones are set one by one in the file that is there, so that the
 * others keep their bytes; that asks for a key that opens it. A value goes over the standard input alone.
 */
export const put: SecretStore['put'] = async (values, { systems }, io) => {
  const { age } = systems.sops;
  if (age.length === 0)
    return refused('Nobody is to open the store.', 'Say it in the inventory: systems.sops.age: [<public key>], as age-keygen prints it.');
  const { entries, faults } = io.text === undefined ? { entries: [], faults: [] } : readSops(io.text);
  if (faults[0]) return refused(faults[0].message, 'Put the file right first.');
  if (io.text === undefined || entries.length === 0) return create(values, age, io);
  const others = difference(recipientsOf(io.text), age);
  if (others.length > 0)
    return refused(
      `The store is not for those whom systems.sops.age names: ${others.join(', ')}.`,
      `Say the same in .sops.yaml, then: sops updatekeys ${FILE}`,
    );
  return set(values, io);
};

async function create(values: ReadonlyMap<string, string>, age: readonly string[], io: StoreIo): Promise<StoreOutcome> {
  const types = ['--input-type', 'yaml', '--output-type', 'yaml', '--filename-override', FILE];
  // Its own rules would choose other recipients.
  const argv = ['--config', '/dev/null', 'encrypt', '--age', age.join(','), ...types];
  const done = await io.run(PROGRAM, argv, emitYaml({ [VALUES]: Object.fromEntries(values) }));
  if (!done) return refused(...MISSING);
  const made = done.code === 0 ? readSops(done.stdout) : undefined;
  const isWhole =
    made?.faults.length === 0 && made.entries.every(({ state }) => state === 'encrypted') && made.entries.length === values.size;
  if (!isWhole)
    return refused(
      'sops could not make the store. Nothing was written.',
      'See that each key of systems.sops.age is one that age-keygen printed.',
    );
  await io.write(done.stdout);
  return { ok: true, ids: [...values.keys()] };
}

async function set(values: ReadonlyMap<string, string>, io: StoreIo): Promise<StoreOutcome> {
  const ids: string[] = [];
  for (const [id, value] of values) {
    const index = `["${VALUES}"]["${id}"]`;
    const done = await io.run(PROGRAM, ['set', '--value-stdin', FILE, index], JSON.stringify(value));
    if (!done) return refused(...MISSING, ids);
    if (done.code !== 0)
      return refused(
        `sops could not set ${id}: no key here opens the store, or it was changed by hand.`,
        'Let SOPS_AGE_KEY_FILE name the file with the private key of one of systems.sops.age.',
        ids,
      );
    ids.push(id);
  }
  return { ok: true, ids };
}

/** What only one of both has. */
function difference(a: readonly string[], b: readonly string[]): readonly string[] {
  return [...a.filter((each) => !b.includes(each)), ...b.filter((each) => !a.includes(each))];
}
