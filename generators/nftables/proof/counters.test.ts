import { expect, test } from 'vitest';
import type { Namespace } from '../../../testbed/topology/namespace.ts';
import { readCounters } from './counters.ts';

const rule = (comment: string | undefined, ...packets: readonly number[]) => ({
  rule: {
    ...(comment === undefined ? {} : { comment }),
    expr: [{ match: {} }, ...packets.map((count) => ({ counter: { packets: count, bytes: 9 } })), { accept: null }],
  },
});

function answering(code: number, stdout: string): Namespace {
  return {
    pid: 1,
    enter: [],
    run: async (argv) => {
      expect(argv).toEqual(['nft', '--json', 'list', 'ruleset']);
      return { code, stdout, stderr: 'no such thing', timedOut: false, truncated: false };
    },
    spawn: () => {
      throw new Error('nothing is spawned');
    },
  };
}

test('adds up the packets of rules with the same comment, and leaves out those without one', async () => {
  const listing = { nftables: [{ metainfo: {} }, rule('a', 3), rule('b', 0), rule(undefined, 9), rule('a', 4), rule('silent')] };
  expect([...(await readCounters(answering(0, JSON.stringify(listing)), ['nft']))]).toEqual([
    ['a', 7],
    ['b', 0],
    ['silent', 0],
  ]);
});

test('a listing that does not come, or of another form, is no listing without counters', async () => {
  await expect(readCounters(answering(1, ''), ['nft'])).rejects.toThrow('no such thing');
  await expect(readCounters(answering(0, '{"other": []}'), ['nft'])).rejects.toThrow();
});
