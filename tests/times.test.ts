import { afterAll, beforeAll, expect, test } from 'vitest';
import { judge } from '../core/collect/judge.ts';
import probes from '../core/collect/probes/collector.ts';
import { runCollectors } from '../core/collect/run-collectors.ts';
import type { Model, Snapshot } from '../core/contract.ts';
import { type PlayedLab, playLab } from '../core/demo/play-lab.ts';
import { loadLab } from '../core/load.ts';
import { type Part, type Phrase, partsOf } from '../lib/phrase/phrase.ts';
import { words } from '../lib/phrase/words.ts';
import { collectors } from '../registry/collectors.gen.ts';
import { standIns } from '../registry/stand-ins.gen.ts';
import { systems } from '../registry/systems.gen.ts';
import { REFERENCE } from './labs/labs.ts';

const UNIT = '(s|ms|sec(ond)?s?|min(ute)?s?|h|hours?|d|days?|w|weeks?|months?|y|years?)';
/** Words that are true for a moment only. */
const AGE = new RegExp(`\\b(\\d+\\s*|(an?|one|few|several|some)\\s+)${UNIT}\\b|\\b(ago|yesterday|today|tomorrow|recently)\\b`, 'i');
const DAYS = 30 * 86_400_000;

let model: Model;
let snapshot: Snapshot;
let played: PlayedLab;
beforeAll(async () => {
  const lab = await loadLab(REFERENCE, systems);
  if (!lab.ok) throw new Error('The reference inventory has mistakes.');
  model = lab.value.model;
  played = await playLab(model, Object.values(standIns));
  snapshot = await runCollectors([probes, ...Object.values(collectors)], model, played.io);
});
afterAll(() => played?.stop());

const hasInstant = (phrase: Phrase): boolean =>
  partsOf(phrase).some((part) => typeof part === 'object' && ('ago' in part || 'ends' in part));

/** What a phrase says in words of ours; values, instants and what a source says in its own words are data. */
const ours = (phrase: Phrase): string =>
  partsOf(phrase)
    .filter((part: Part) => typeof part === 'string')
    .join('…');

const said = (): readonly Phrase[] => [
  ...snapshot.observations.flatMap(({ message }) => (message === undefined ? [] : [message])),
  ...snapshot.drift.map(({ message }) => message),
];

test('no collector gives words with an age in them: each is an instant, a measured value or a promise', () => {
  const kinds = new Set(snapshot.observations.map(({ check }) => check.split(':')[0]));
  for (const kind of ['container', 'health', 'http', 'ingress', 'tls', 'dns', 'uptime', 'backup', 'restore-test', 'alert'])
    expect([...kinds], kind).toContain(kind);
  expect(
    said()
      .map(ours)
      .filter((text) => AGE.test(text)),
  ).toEqual([]);
  expect(said().filter(hasInstant).length).toBeGreaterThan(60);
});

test('the words for an age would be found', () => {
  for (const text of ['Stopped 12 minutes ago', 'ends in 9 days', 'up 3 weeks', 'a day old', 'started yesterday'])
    expect(text).toMatch(AGE);
  for (const text of ['Version 28.5.2, 22 containers', 'Its own health check passes', '10.10.20.5:9100']) expect(text).not.toMatch(AGE);
});

test('thirty days later every instant reads otherwise, and no state is left', () => {
  const now = new Date(snapshot.takenAt);
  const later = new Date(now.getTime() + DAYS);
  for (const phrase of said()) if (hasInstant(phrase)) expect(words(phrase, later)).not.toBe(words(phrase, now));
  const { bySubject, verdict } = judge(model, snapshot, later);
  expect(words(verdict.sentence, later)).toBe('The last snapshot was taken 30 days ago, so nothing is certain.');
  expect(new Set([...bySubject.values()].map(({ state }) => state))).toEqual(new Set(['unknown', 'planned']));
});
