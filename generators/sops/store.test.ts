import { describe, expect, it } from 'vitest';
import type { StoreIo, StoreRun } from '../../core/roles/secret-store.ts';
import { put } from './put.ts';
import { readSops } from './store.ts';

const AGE = `age1${'q'.repeat(58)}`;
const OTHER = `age1${'p'.repeat(58)}`;
const value = (of: string) => `ENC[AES256_GCM,data:${Buffer.from(of).toString('base64')},iv:aXY=,tag:dGFn,type:str]`;
const metadata = (age: string) =>
  `sops:\n    age:\n        - recipient: ${age}\n          enc: x\n    mac: ${value('m')}\n    version: 3.11.0\n`;
const store = (age = AGE) => `rackbook_secrets:\n    a/b: ${value('x')}\n${metadata(age)}`;

describe('a store of SOPS', () => {
  it('shows its names and which values everybody can read', () => {
    const text = store().replace('sops:', '    plain/one: hunter2\n    "c:d": 5\nsops:');
    expect(readSops(text)).toEqual({
      entries: [
        { id: 'a/b', line: 2, state: 'encrypted' },
        { id: 'plain/one', line: 3, state: 'plain' },
        { id: 'c:d', line: 4, state: 'plain' },
      ],
      faults: [],
    });
  });

  it.each([
    ['for nobody', `rackbook_secrets:\n    a/b: ${value('x')}\n`, 1],
    ['with another variable', `${store()}other: hunter2\n`, 9],
    ['no YAML', 'rackbook_secrets: [\n', 2],
  ])('is none where it is %s', (_, text, line) => {
    expect(readSops(text).faults.map((fault) => fault.line)).toEqual([line]);
  });
});

function world(text: string | undefined, run: (argv: readonly string[]) => StoreRun | undefined) {
  const calls: string[] = [];
  const inputs: string[] = [];
  const written: string[] = [];
  const io: StoreIo = {
    text,
    root: '/lab',
    write: async (content) => void written.push(content),
    run: async (program, argv, input) => {
      calls.push([program, ...argv].join(' '));
      inputs.push(input);
      return run(argv);
    },
  };
  return { io, calls, inputs, written };
}
const systems = { sops: { age: [AGE] } } as unknown as Parameters<typeof put>[1]['systems'];
const ok = { code: 0, stdout: '', stderr: '' };

describe('what is put into it', () => {
  it('makes the file at first, and is set in it later', async () => {
    const first = world(undefined, () => ({ ...ok, stdout: store() }));
    expect(await put(new Map([['a/b', 'hunter2']]), { systems }, first.io)).toEqual({ ok: true, ids: ['a/b'] });
    expect(first.written).toEqual([store()]);
    const later = world(store(), () => ok);
    expect(await put(new Map([['c:d', 'hunter"2']]), { systems }, later.io)).toEqual({ ok: true, ids: ['c:d'] });
    expect(later.inputs).toEqual(['"hunter\\"2"']);
    expect([...first.calls, ...later.calls].join('\n')).not.toContain('hunter');
  });

  it('is nothing where what came back is not encrypted, or is not all of it', async () => {
    for (const stdout of ['rackbook_secrets:\n    a/b: hunter2\n', store().replace('a/b', 'x/y').replace('a/b', ''), metadata(AGE)]) {
      const { io, written } = world(undefined, () => ({ ...ok, stdout }));
      const done = await put(
        new Map([
          ['a/b', 'hunter2'],
          ['a/c', 'hunter3'],
        ]),
        { systems },
        io,
      );
      expect([done.ok, written]).toEqual([false, []]);
    }
  });

  it('is nothing where the store is for others than the inventory says, or for nobody', async () => {
    const { io, calls } = world(store(OTHER), () => ok);
    expect(await put(new Map([['c/d', 'v']]), { systems }, io)).toMatchObject({ ok: false, ids: [] });
    const none = { sops: { age: [] } } as unknown as typeof systems;
    expect(await put(new Map([['c/d', 'v']]), { systems: none }, io)).toMatchObject({ ok: false, ids: [] });
    expect(calls).toEqual([]);
  });

  it('says which ones are in it where it stops halfway', async () => {
    let count = 0;
    const { io } = world(store(), () => (++count === 1 ? ok : { code: 128, stdout: '', stderr: 'no key' }));
    expect(
      await put(
        new Map([
          ['c', '1'],
          ['d', '2'],
        ]),
        { systems },
        io,
      ),
    ).toMatchObject({ ok: false, ids: ['c'] });
  });
});
