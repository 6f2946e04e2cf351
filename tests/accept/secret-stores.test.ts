/** The stores of secrets, by their real programs: what `npm run secrets` puts in opens to the value, and the value is nowhere else. */

import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseDocument, type ScalarTag, stringify } from 'yaml';
import { catalog } from '../../registry/catalog.ts';
import { findLocally, isMissing, onPath } from '../../tools/find.ts';
import { repository } from '../../tools/places.ts';
import { type RunResult, run } from '../../tools/process.ts';

const NODE = dirname(process.execPath);
const VAULT: ScalarTag = { tag: '!vault', resolve: (text) => text };
const JSON_VALUE = '{"AccountTag":"a$b","TunnelSecret":"q\'\\"\\\\x #"}\n{"second":"line"}';

/** Absolute path of a program: the project's own, else what is on the PATH. */
async function programOf(id: string): Promise<string | undefined> {
  const tool = catalog.find((each) => each.id === id);
  const found = tool && (await findLocally(tool));
  if (found && !isMissing(found)) return found.argv[0];
  return onPath(id, process.env['PATH'] ?? '');
}

const programs = { vault: await programOf('ansible-vault'), sops: await programOf('sops'), age: await programOf('age-keygen') };
const missing = Object.entries(programs).flatMap(([name, path]) => (path === undefined ? [name] : []));
if (missing.length > 0) process.stderr.write(`SKIPPED in tests/accept/secret-stores.test.ts, not installed: ${missing.join(', ')}\n`);
it.runIf(process.env['CI'] === 'true')('every program of a store is there in CI', () => expect(missing).toEqual([]));

let home: string;
let lab: string;
/** What the processes of a store were called with. */
let seen: string;
/** In the place of the program: notes what it and its caller were called with, and its environment, then does as it does. */
function watched(name: string, program: string): void {
  const path = join(home, 'bin', name);
  const notes = `printf '%s\\n' "$@"; env; tr '\\0' '\\n' <"/proc/$PPID/cmdline"`;
  writeFileSync(path, `#!/bin/sh\n{ ${notes}; } >>'${seen}'\nexec '${program}' "$@"\n`);
  chmodSync(path, 0o755);
}

interface Store {
  readonly name: string;
  readonly file: string;
  /** Whether its programs are here. */
  readonly isHere: boolean;
  /** Makes a key, and says what of the inventory names it. */
  prepare(): Promise<object>;
  /** Environment of a person who has the key, another one, or none. */
  env(key: 'right' | 'wrong' | 'none'): Record<string, string | undefined>;
  open(id: string): Promise<RunResult>;
}

const textOf = (file: string) => readFileSync(join(lab, file), 'utf8');
const NO_KEYS = { ANSIBLE_VAULT_PASSWORD_FILE: undefined, SOPS_AGE_KEY_FILE: undefined, SOPS_AGE_KEY: undefined };

const STORES: readonly Store[] = [
  {
    name: 'ansible-vault',
    file: 'secrets/vault.yaml',
    isHere: programs.vault !== undefined,
    async prepare() {
      for (const key of ['right', 'wrong']) writeFileSync(join(home, 'keys', key), `${key} password\n`);
      watched('ansible-vault', programs.vault ?? '');
      return {};
    },
    env: (key) => (key === 'none' ? NO_KEYS : { ...NO_KEYS, ANSIBLE_VAULT_PASSWORD_FILE: join(home, 'keys', key) }),
    open(id) {
      const document = parseDocument(textOf(this.file), { customTags: [VAULT] });
      const payload = String(document.getIn(['rackbook_secrets', id]));
      return run([programs.vault ?? '', 'decrypt', '--output', '-'], { input: payload, env: this.env('right') });
    },
  },
  {
    name: 'sops',
    file: 'secrets/secrets.sops.yaml',
    isHere: programs.sops !== undefined && programs.age !== undefined,
    async prepare() {
      for (const key of ['right', 'wrong']) await run([programs.age ?? '', '-o', join(home, 'keys', key)]);
      watched('sops', programs.sops ?? '');
      const { stdout } = await run([programs.age ?? '', '-y', join(home, 'keys', 'right')]);
      return { systems: { sops: { age: [stdout.trim()] } } };
    },
    env: (key) => (key === 'none' ? NO_KEYS : { ...NO_KEYS, SOPS_AGE_KEY_FILE: join(home, 'keys', key) }),
    open(id) {
      const argv = ['decrypt', '--extract', `["rackbook_secrets"]["${id}"]`, join(lab, this.file)];
      return run([programs.sops ?? '', ...argv], { env: this.env('right') });
    },
  },
];

describe.each(STORES)('$name', (store) => {
  const { isHere, name, file } = store;
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'rackbook-stores-'));
    seen = join(home, 'seen');
    for (const folder of ['whole', 'whole/inventory', 'bin', 'tmp', 'keys']) mkdirSync(join(home, folder));
    writeFileSync(seen, '');
    if (!isHere) return;
    const more = await store.prepare();
    const inventory = {
      lab: { title: 'Stores', domain: 'lab.example.net', secrets: { store: name, kept: 'on paper' } },
      networks: { apps: { title: 'Apps', role: 'apps', vlan: 20, cidr: '10.2.20.0/24' } },
      hosts: { one: { title: 'One', role: 'Docker host', addresses: { apps: '10.2.20.11' }, docker: {} } },
      services: {
        wiki: {
          title: 'Wiki',
          'runs-on': 'one',
          variables: { DB_PASSWORD: { secret: 'env' } },
          secrets: {
            'a.b_c': { what: 'random', make: 'random', container: 'wiki' },
            env: { what: 'variables', make: 'hex', length: 24 },
            tunnel: { what: 'a key', make: 'x25519', container: 'wiki' },
            login: { what: 'fetched', container: 'wiki', make: { 'by-hand': 'ask' } },
          },
          compose: { services: { wiki: { image: 'wiki:1', environment: { PASSWORD: '${DB_PASSWORD}' } } } },
        },
      },
      ...more,
    };
    lab = join(home, 'whole');
    writeFileSync(join(lab, 'inventory/lab.yaml'), stringify(inventory));
    const before = await secrets(['--json'], 'none');
    states = [before.code, JSON.parse(before.stdout).secrets.map(({ state }: { state: string }) => state)];
    made = await secrets(['--make']);
    calls = readFileSync(seen, 'utf8');
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  // Each test changes a lab of its own, which has what --make has made.
  beforeEach(() => {
    lab = mkdtempSync(join(home, 'lab-'));
    writeFileSync(seen, '');
    cpSync(join(home, 'whole'), lab, { recursive: true });
  });

  let states: unknown;
  let made: RunResult;
  let calls: string;
  const secrets = (options: readonly string[], key: 'right' | 'wrong' | 'none' = 'right', input?: string, path = process.env['PATH']) =>
    run([process.execPath, join(repository, 'cli/secrets.ts'), '--root', lab, ...options], {
      env: { ...store.env(key), TMPDIR: join(home, 'tmp'), PATH: path === '' ? NODE : [join(home, 'bin'), NODE, path].join(delimiter) },
      ...(input === undefined ? {} : { input }),
    });
  const opened = async (id: string) => {
    const { code, stdout, stderr } = await store.open(id);
    expect(code, stderr).toBe(0);
    return stdout;
  };
  const RANDOM = { 'wiki/a.b_c': /^[A-Za-z0-9]{40}$/, 'wiki/env/DB_PASSWORD': /^[0-9a-f]{48}$/, 'wiki/tunnel': /^[A-Za-z0-9+/]{43}=$/ };

  it.runIf(isHere)('has what is made at random, once, and the values are nowhere else', async () => {
    expect(states).toEqual([1, Array(4).fill('missing')]);
    expect(made.code, made.stderr).toBe(0);
    expect(made.stdout).toContain('wiki/login');
    const text = textOf(file);
    const again = await secrets(['--make']);
    expect(again.code).toBe(0);
    expect(textOf(file)).toBe(text);
    const set = await secrets(['--set', 'wiki/login'], 'right', `${JSON_VALUE}\n`);
    expect(set.code, set.stderr).toBe(0);
    const values = new Map<string, string>();
    for (const [id, shape] of Object.entries(RANDOM)) {
      values.set(id, await opened(id));
      expect(values.get(id)).toMatch(shape);
    }
    expect(await opened('wiki/login')).toBe(JSON_VALUE);
    const after = await secrets(['--json'], 'none');
    expect([after.code, JSON.parse(after.stdout).complete]).toEqual([0, true]);

    expect(readdirSync(join(home, 'tmp'))).toEqual([]);
    const all = `${calls}${readFileSync(seen, 'utf8')}`;
    // Not the text itself: it has the environment of whoever runs the test.
    expect(all.includes('encrypt') && all.includes('cli/secrets.ts')).toBe(true);
    const readable = [all, text, textOf(file), ...[made, again, set, after].flatMap(({ stdout, stderr }) => [stdout, stderr])];
    for (const value of [...values.values(), 'TunnelSecret', Buffer.from(JSON_VALUE).toString('hex')])
      expect(readable.findIndex((each) => each.includes(value))).toBe(-1);
  });

  it.runIf(isHere)('changes one value and leaves the others as they stand', async () => {
    const [before, first] = [textOf(file), await opened('wiki/a.b_c')];
    const renewed = await secrets(['--renew', 'wiki/a.b_c']);
    expect(renewed.code, renewed.stderr).toBe(0);
    expect(await opened('wiki/a.b_c')).not.toBe(first);
    const entry = (text: string) => /^ +wiki\/tunnel:.*\n( +[0-9a-f$].*\n)*/m.exec(text)?.[0];
    expect(entry(before)).toBeDefined();
    expect(entry(textOf(file))).toBe(entry(before));
    const other = await secrets(['--renew', 'wiki/login']);
    expect([other.code, other.stderr]).toEqual([1, 'wiki/login is not made at random: npm run secrets -- --set wiki/login.\n']);
  });

  it.runIf(isHere).each(['wrong', 'none'] as const)('refuses to change anything with a key that is %s', async (key) => {
    const before = textOf(file);
    const refused = await secrets(['--set', 'wiki/login'], key, 'never\nnever\nwritten');
    expect(refused.code).toBe(1);
    expect(refused.stderr).not.toBe('');
    expect(refused.stderr).not.toContain('never');
    expect(textOf(file)).toBe(before);
  });

  it.runIf(isHere)('says which program is missing', async () => {
    rmSync(join(lab, file));
    const { code, stderr } = await secrets(['--make'], 'right', undefined, '');
    // The project's own tools may have it.
    if (code !== 0) expect(stderr).toContain(`${name} is not on this machine`);
  });

  it.runIf(isHere)('is refused with a value in plain text, which is not repeated', async () => {
    const plain = textOf(file).replace(
      'rackbook_secrets:\n',
      'rackbook_secrets:\n    wiki/login: "opensesame"\n    gone/old: "opensesame"\n',
    );
    writeFileSync(
      join(lab, file),
      name === 'sops' ? plain : plain.replaceAll('    wiki/login', '  wiki/login').replace('    gone', '  gone'),
    );
    const { code, stdout, stderr } = await secrets([]);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(new RegExp(`^${file}:\\d+: wiki/login is in PLAIN TEXT`, 'm'));
    expect(stdout).toContain('used by nobody any more');
    const bundle = await run([process.execPath, join(repository, 'cli/bundle.ts'), join(home, 'bundle'), '--root', lab]);
    expect(bundle.code).toBe(1);
    expect(bundle.stderr).toContain('secret-unencrypted');
    for (const text of [stdout, bundle.stdout, bundle.stderr]) expect(text).not.toContain('opensesame');
  });

  it.runIf(isHere)('gives no value away that was changed by hand', async () => {
    const text = textOf(file);
    const changed = text.replace(
      name === 'sops' ? /data:.{4}/ : /(?<=\n +)[0-9a-f]{8}(?=[0-9a-f]{72}\n)/,
      name === 'sops' ? 'data:AAAA' : '61616161',
    );
    expect(changed).not.toBe(text);
    writeFileSync(join(lab, file), changed);
    const refused = await secrets(['--set', 'wiki/login'], 'right', 'something');
    if (name === 'sops') expect(refused.code).toBe(1);
    expect((await store.open('wiki/a.b_c')).code).not.toBe(0);
  });
});
