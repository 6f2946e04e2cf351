import { describe, expect, it } from 'vitest';
import type { StoreIo, StoreRun } from '../../core/roles/secret-store.ts';
import { put } from './put.ts';
import { readVault } from './store.ts';

const payload = (of: string) => `$ANSIBLE_VAULT;1.1;AES256\n${Buffer.from(of).toString('hex').padEnd(80, '0')}\n`;
const entry = (id: string, of: string) => `  ${id}: !vault |\n${payload(of).trim().replace(/^/gm, '    ')}\n`;
const states = (text: string) => readVault(text).entries.map(({ id, line, state }) => [id, line, state]);

describe('a store of Ansible Vault', () => {
  it('shows its names and which values everybody can read', () => {
    const text = `---\nrackbook_secrets:\n${entry('a/b', 'x')}  plain/one: hunter2\n  tagged/two: !vault hunter2\n${entry('"a:b"', 'y')}`;
    expect(states(text)).toEqual([
      ['a/b', 3, 'encrypted'],
      ['plain/one', 6, 'plain'],
      ['tagged/two', 7, 'plain'],
      ['a:b', 8, 'encrypted'],
    ]);
    expect(JSON.stringify(readVault(text))).not.toContain('hunter2');
  });

  it('takes the id of a vault, and a list or a map for no value', () => {
    const text = `rackbook_secrets:\n  a: !vault |\n    $ANSIBLE_VAULT;1.2;AES256;lab\n    3031\n  b: [x]\n  c: { d: x }\n`;
    expect(states(text).map(([, , state]) => state)).toEqual(['encrypted', 'plain', 'plain']);
  });

  it.each([
    ['encrypted as a whole', payload('x'), 1],
    ['no YAML', 'rackbook_secrets:\n  a: "hunter2\n', 3],
    ['a name twice', `rackbook_secrets:\n${entry('a/b', 'x')}${entry('a/b', 'y')}`, 5],
    ['another variable', 'rackbook_secrets:\nother: hunter2\n', 2],
    ['a list', '- hunter2\n', 1],
    ['no mapping below its key', 'rackbook_secrets: hunter2\n', 1],
  ])('is none where it is %s, and the message repeats nothing', (_, text, line) => {
    const { faults } = readVault(text);
    expect(faults.map((fault) => fault.line)).toEqual([line]);
    expect(JSON.stringify(faults)).not.toContain('hunter2');
  });

  it('may be empty', () => {
    for (const text of ['', '---\n', 'rackbook_secrets:\n', '# nothing\n']) expect(readVault(text)).toEqual({ entries: [], faults: [] });
  });
});

/** Encrypts by turning bytes into hexadecimal, and opens what `opens` says. */
function world(text: string | undefined, opens = true, is: 'there' | 'without a key' | 'missing' = 'there') {
  const calls: string[] = [];
  const written: string[] = [];
  const io: StoreIo = {
    text,
    root: '/lab',
    write: async (content) => void written.push(content),
    run: async (program, argv, input): Promise<StoreRun | undefined> => {
      calls.push([program, ...argv].join(' '));
      if (is === 'missing') return undefined;
      if (is === 'without a key') return { code: 1, stdout: '', stderr: '[ERROR]: EOFError (ctrl-d) on prompt for (default)\n' };
      if (argv[0] === 'decrypt') return { code: opens ? 0 : 1, stdout: 'hunter2', stderr: '' };
      return { code: 0, stdout: `${argv.at(-1)}: !vault |\n${payload(input).replace(/^/gm, '          ')}\n`, stderr: '' };
    },
  };
  return { io, calls, written };
}
const lab = {} as Parameters<typeof put>[1];

describe('what is put into it', () => {
  it('is sorted among the others, which keep their bytes and their comments', async () => {
    const text = `# ours\nrackbook_secrets:\n  # of the blog\n${entry('m/n', 'x')}`;
    const { io, calls, written } = world(text);
    expect(
      await put(
        new Map([
          ['z/z', 'hunter2'],
          ['a/a', 'hunter3'],
        ]),
        lab,
        io,
      ),
    ).toEqual({ ok: true, ids: ['z/z', 'a/a'] });
    const [made = ''] = written;
    expect(states(made).map(([id]) => id)).toEqual(['a/a', 'm/n', 'z/z']);
    expect(made).toContain(`  # of the blog\n${entry('m/n', 'x')}`);
    expect(made).toMatch(/^# ours\n/);
    expect(calls.join('\n')).not.toContain('hunter');
  });

  it('is nothing where the password is another than that of the rest', async () => {
    const { io, written } = world(`rackbook_secrets:\n${entry('m/n', 'x')}`, false);
    expect(await put(new Map([['z/z', 'v']]), lab, io)).toMatchObject({ ok: false, ids: [] });
    expect(written).toEqual([]);
  });

  it.each(['without a key', 'missing'] as const)('is nothing where the program is %s', async (is) => {
    const { io, written, calls } = world(undefined, true, is);
    const done = await put(new Map([['z/z', 'v']]), lab, io);
    expect(done).toMatchObject({ ok: false, ids: [] });
    expect([written, calls.length]).toEqual([[], 1]);
  });
});
