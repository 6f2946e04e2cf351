import { expect, test } from 'vitest';
import { run } from './process.ts';

const node = (script: string) => [process.execPath, '--eval', script];

test('captures both streams, the exit code, input and environment', async () => {
  const script = 'process.stdin.on("data", (d) => { console.log(d + process.env.WORD); console.error("no"); process.exitCode = 3; })';
  const result = await run(node(script), { input: 'in:', env: { WORD: 'out' } });
  expect(result).toEqual({ code: 3, stdout: 'in:out\n', stderr: 'no\n', timedOut: false, truncated: false });
});

test('answers 127 for a program that does not exist, and does not throw', async () => {
  expect(await run(['rackbook-no-such-program'])).toMatchObject({ code: 127, timedOut: false });
});

test('ends what the child started when the deadline passes', async () => {
  const started = performance.now();
  const result = await run(['sh', '-c', 'sleep 30 & echo started; wait'], { timeoutMs: 300 });
  expect(result).toMatchObject({ code: 143, stdout: 'started\n', timedOut: true });
  expect(performance.now() - started).toBeLessThan(5_000);
});

test('kills a child that does not heed the first signal', async () => {
  const result = await run(['sh', '-c', 'trap "" TERM; while :; do sleep 0.1; done'], { timeoutMs: 200 });
  expect(result).toMatchObject({ code: 137, timedOut: true });
});

test('keeps no more output than asked for, and says so', async () => {
  const result = await run(node('process.stdout.write("x".repeat(300_000))'), { keepBytes: 1_000 });
  expect(result).toMatchObject({ code: 0, truncated: true });
  expect(result.stdout).toHaveLength(1_000);
});

test('does not mind a child that never reads its input', async () => {
  expect(await run(['true'], { input: 'x'.repeat(1_000_000) })).toMatchObject({ code: 0 });
});
