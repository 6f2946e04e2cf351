import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../refusal.ts';
import { readOwnFile, writeOwnFile } from './own-file.ts';
import { makeRoot, put } from './test-tree.ts';

const PATH = '.rackbook/state.json';
let root: string;
let file: string;
beforeEach(() => {
  root = makeRoot();
  file = join(root, PATH);
  put(root, 'outside/state.json', 'mine');
  fs.mkdirSync(join(root, '.rackbook'));
});
afterEach(() => fs.rmSync(root, { recursive: true }));

/** What may stand at the path of a state file. */
const STRAYS: readonly [why: string, make: () => unknown][] = [
  ['is a link', () => fs.symlinkSync('../outside/state.json', file)],
  ['is a pipe', () => spawnSync('mkfifo', [file])],
  ['is a socket or a device', () => net.createServer().listen(file)],
  ['is a device', () => fs.symlinkSync('/dev/zero', file)],
  ['is a folder', () => fs.mkdirSync(file)],
  ['is larger than 8 KiB', () => fs.writeFileSync(file, 'x'.repeat(8193))],
];
const read = () => readOwnFile(root, PATH, 8192);

describe('a state file', () => {
  it('is there once it was written, and missing before', () => {
    expect(read()).toEqual({ kind: 'missing' });
    writeOwnFile(root, PATH, 'one');
    expect(read()).toMatchObject({ kind: 'file', bytes: Buffer.from('one') });
  });

  it.each(STRAYS)('is not read when it %s', async (why, make) => {
    const made = make();
    if (made instanceof net.Server) await new Promise((resolve) => made.once('listening', resolve));
    const seen = why === 'is a device' ? readOwnFile('/dev', 'zero', 8192) : read();
    expect(seen).toEqual({ kind: 'refused', why });
    if (made instanceof net.Server) made.close();
  });

  it.each(STRAYS.filter(([why]) => why !== 'is a folder' && !why.includes('socket')))(
    'is replaced, not followed, when it %s',
    (_, make) => {
      make();
      writeOwnFile(root, PATH, 'new');
      expect([read().kind, fs.readFileSync(join(root, 'outside/state.json'), 'utf8')]).toEqual(['file', 'mine']);
    },
  );

  it.each([
    ['a link', () => fs.symlinkSync('outside', join(root, '.rackbook'))],
    ['a file', () => fs.writeFileSync(join(root, '.rackbook'), '')],
  ])('below a folder that is %s is neither read nor written', (kind, make) => {
    fs.rmdirSync(join(root, '.rackbook'));
    make();
    expect(read()).toEqual({ kind: 'refused', why: `lies below .rackbook, which is ${kind}` });
    expect(() => writeOwnFile(root, PATH, 'new')).toThrow(Refusal);
    expect(fs.readFileSync(join(root, 'outside/state.json'), 'utf8')).toBe('mine');
  });

  it('is written although a killed process of the same id left half of one', () => {
    put(root, `.rackbook/.rackbook-tmp-${process.pid}-0`, 'half');
    writeOwnFile(root, PATH, 'new');
    expect(fs.readdirSync(join(root, '.rackbook'))).toEqual(['state.json']);
  });
});
