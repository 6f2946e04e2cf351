import { afterEach, expect, test } from 'vitest';
import { sampleLab } from '../collect/sample-lab.ts';
import { json } from './listener.ts';
import { type PlayedLab, playLab } from './play-lab.ts';
import type { StandIn } from './stand-in.ts';

const { model } = sampleLab();
const NOW = new Date('2026-11-02T12:00:00Z');
let played: PlayedLab | undefined;
afterEach(() => played?.stop());

async function ask(lab: PlayedLab, host: string, port: number, path: string) {
  const to = lab.io.route(host, port);
  const response = await fetch(`http://${to.host}:${to.port}${path}`);
  return [response.status, response.ok ? await response.json() : undefined];
}

/** A system of which something listens on a machine, at a port that nothing else of the lab has. */
const teller: StandIn = {
  endpoints: (of, { failing }, now) => [
    {
      host: '10.10.20.5',
      port: 4711,
      secure: false,
      handler: ({ url }) => (url.pathname === '/told' ? json([of.lab.id, failing?.id, now.toISOString()]) : undefined),
    },
  ],
};

test('the doubles of the systems play what they name, after the script of the lab', async () => {
  played = await playLab(model, [teller], { fail: 'vault', now: () => NOW });
  expect(await ask(played, '10.10.20.5', 4711, '/told')).toEqual([200, ['lab', 'vault', NOW.toISOString()]]);
  expect(await ask(played, '10.10.20.5', 4711, '/other')).toEqual([404, undefined]);
});

test('two doubles at one endpoint share it, and one without a double is not played', async () => {
  const other: StandIn = {
    endpoints: () => [{ host: '10.10.20.5', port: 4711, secure: false, handler: () => json('other') }],
  };
  played = await playLab(model, [teller, other]);
  expect((await ask(played, '10.10.20.5', 4711, '/elsewhere'))[1]).toBe('other');
  await played.stop();
  played = await playLab(model, []);
  expect(played.io.route('10.10.20.5', 4711).port).toBe(1);
});
