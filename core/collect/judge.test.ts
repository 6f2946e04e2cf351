import { describe, expect, test } from 'vitest';
import { ago, ends, say } from '../../lib/phrase/phrase.ts';
import { words } from '../../lib/phrase/words.ts';
import { containersOf } from '../compose/containers.ts';
import type { Drift, Observation, Snapshot, State } from '../contract.ts';
import { probesOf } from '../facts/probes.ts';
import type { SubjectId } from '../model/node.ts';
import { judge } from './judge.ts';
import { SAMPLE, sampleLab } from './sample-lab.ts';

const { model } = sampleLab();
const NOW = new Date('2026-11-02T12:00:00Z');
const END = '2026-11-11T12:30:00.000Z';
const OLD = say`The last snapshot was taken ${ago('2026-11-02T11:58:00.000Z')}, so nothing is certain.`;

type Change = Pick<Observation, 'state' | 'message' | 'value' | 'unit' | 'at'> | null;

/** A snapshot in which everything is up, but for the changes; null: the check was not made. */
function snapshotWith(changes: Record<string, Change> = {}, more: Partial<Snapshot> = {}): Snapshot {
  const checks = new Map<string, Change>();
  for (const { subject, check } of probesOf(model)) checks.set(`${subject} ${check}`, { state: 'up' });
  for (const { service, name } of containersOf(model)) checks.set(`${service.subject} container:${name}`, { state: 'up', message: 'Runs' });
  checks.set('service:pdf ingress:pdf.lab.example.net', {
    state: 'up',
    message: 'The ingress asks for a login (401), as it should',
    value: 3,
    unit: 'ms',
  });
  for (const [check, change] of Object.entries(changes)) checks.set(check, change);
  const observations = [...checks].flatMap(([key, change]): Observation[] => {
    const [subject = '', check = ''] = key.split(/ (.*)/s);
    return change === null
      ? []
      : [{ subject: subject as SubjectId, check, ...change, observedAt: '2026-11-02T11:58:00.000Z', source: 'test' }];
  });
  return {
    schema: 'rackbook/snapshot/2',
    takenAt: '2026-11-02T11:58:00.000Z',
    ttlSeconds: 900,
    sources: [],
    observations,
    drift: [],
    ...more,
  };
}

const view = (changes: Record<string, Change> = {}, more: Partial<Snapshot> = {}) => judge(model, snapshotWith(changes, more), NOW);
const drift = (subject: SubjectId, kind: Drift['kind'], message: string): Drift => ({ subject, kind, message, source: 'test' });
const down: Change = { state: 'down', message: 'refused the connection' };

describe('the verdict is a sentence that a person would say', () => {
  test('all well', () => {
    const { verdict, attention, counts, ageSeconds, stale } = view();
    expect(verdict).toEqual({ state: 'up', sentence: 'Everything is reachable.', detail: '10 of 11 up, 1 planned.' });
    expect({ attention, ageSeconds, stale }).toEqual({ attention: [], ageSeconds: 120, stale: false });
    expect(counts).toEqual({ up: 10, degraded: 0, down: 0, unknown: 0, planned: 1, unchecked: 0 });
  });

  test('one service runs another image', () => {
    const { verdict, bySubject, attention } = view({}, { drift: [drift('service:vault', 'image', 'vault runs a:1 rather than a:2')] });
    expect(verdict).toMatchObject({
      state: 'degraded',
      sentence: 'Everything is reachable. One service runs another image than declared.',
    });
    expect(bySubject.get('service:vault')).toMatchObject({
      state: 'degraded',
      reasons: [
        { text: 'vault runs a:1 rather than a:2.', state: 'degraded' },
        { text: expect.any(String) as unknown, state: 'up' },
      ],
    });
    expect(attention).toEqual([
      {
        subject: 'service:vault',
        state: 'degraded',
        title: 'Vaultwarden needs attention',
        detail: 'vault runs a:1 rather than a:2.',
        href: '/services/vault/',
      },
    ]);
  });

  test('one service is down', () => {
    const { verdict, bySubject } = view({
      'service:vault container:vault': { state: 'down', message: 'Is declared but not there' },
      'service:vault ingress:vault.lab.example.net': { state: 'down', message: '502 rather than 200', value: 2, unit: 'ms' },
    });
    expect(verdict).toEqual({ state: 'down', sentence: 'Vaultwarden is down.', detail: '9 of 11 up, 1 down, 1 planned.' });
    expect(bySubject.get('service:vault')?.reasons[0]?.text).toBe('Container vault: Is declared but not there.');
  });

  test('three services are down', () => {
    const gone: Change = { state: 'down', message: 'Stopped' };
    expect(
      view({
        'service:vault container:vault': gone,
        'service:vault ingress:vault.lab.example.net': null,
        'service:pdf container:pdf': gone,
        'service:wiki http': down,
      }).verdict.sentence,
    ).toBe('3 services are down.');
  });

  test('a certificate is near its end', () => {
    const { verdict, bySubject } = view({
      'service:vault tls:vault.lab.example.net': { state: 'degraded', message: say`The certificate ${ends(END)}` },
    });
    expect(verdict.sentence).toBe('Everything is reachable. One service has a certificate to look after.');
    expect(bySubject.get('service:vault')?.reasons[0]?.text).toEqual(
      say`Certificate of vault.lab.example.net: The certificate ${ends(END)}.`,
    );
  });

  test('nothing has been looked at', () => {
    const { verdict, bySubject, stale, ageSeconds } = judge(model, undefined, NOW);
    expect({ verdict, stale, ageSeconds }).toEqual({
      verdict: { state: 'unknown', sentence: 'Nothing has been checked yet.', detail: '' },
      stale: false,
      ageSeconds: undefined,
    });
    expect(new Set([...bySubject.values()].map(({ state }) => state))).toEqual(new Set(['unknown', 'planned']));
  });

  test('a dead source is named, and what it would have seen is unknown', () => {
    const sources = [{ id: 'docker:srv-1', title: 'Docker on SRV-1', ok: false, error: 'it refused the connection', durationMs: 3 }];
    const { verdict, attention } = view(
      { 'service:vault container:vault': null, 'service:vault ingress:vault.lab.example.net': null },
      { sources },
    );
    expect(verdict).toEqual({
      state: 'unknown',
      sentence: 'Everything that was seen is reachable. One thing could not be seen.',
      detail: '9 of 11 up, 1 unknown, 1 planned. Could not be asked: Docker on SRV-1.',
    });
    expect(attention.map(({ title, detail, href }) => [title, detail, href])).toEqual([
      ['Docker on SRV-1 could not be asked', 'it refused the connection.', '/status/'],
      ['1 thing could not be seen', 'Vaultwarden.', '/status/'],
    ]);
  });

  test('an empty snapshot proves nothing', () => {
    expect(judge(model, snapshotWith({}, { observations: [] }), NOW).verdict).toMatchObject({
      state: 'unknown',
      sentence: 'Nothing could be seen, so nothing is certain.',
    });
  });
});

test('an alert of the lab itself is no service, and not left out', () => {
  expect(view({ 'lab:lab alert:Odd': { state: 'degraded', message: 'Odd' } }).verdict).toMatchObject({
    state: 'degraded',
    sentence: 'Everything is reachable. One thing needs attention.',
  });
});

describe('age', () => {
  const later = new Date('2026-11-02T15:01:00Z');

  test('past its time to live everything is unknown, and what was last seen is kept', () => {
    const { verdict, bySubject, attention, stale } = judge(model, snapshotWith({ 'service:wiki http': down }), later);
    expect({ stale, verdict }).toEqual({
      stale: true,
      verdict: { state: 'unknown', sentence: OLD, detail: '' },
    });
    expect(bySubject.get('service:wiki')).toMatchObject({
      state: 'unknown',
      lastSeen: 'down',
      reasons: [{ text: OLD, state: 'unknown' }],
    });
    expect(bySubject.get('service:wiki')?.checks.find(({ check }) => check === 'http')).toMatchObject({
      state: 'unknown',
      lastSeen: 'down',
      message: 'refused the connection',
    });
    expect([...bySubject.values()].filter(({ state }) => state === 'up')).toEqual([]);
    expect(attention.map(({ title }) => title)).toEqual(['The status is too old']);
  });

  test('a file cannot give itself more time than the lab does', () => {
    expect(judge(model, snapshotWith({}, { ttlSeconds: 1e9 }), later)).toMatchObject({ stale: true, ttlSeconds: 900 });
  });

  test('a snapshot from the future is not trusted', () => {
    const { verdict, stale } = judge(model, snapshotWith(), new Date('2026-11-02T11:00:00Z'));
    expect({ stale, sentence: verdict.sentence }).toEqual({
      stale: true,
      sentence: 'The last snapshot lies in the future, so a clock is wrong and nothing is certain.',
    });
  });

  test('one old observation in a fresh snapshot is unknown', () => {
    const { observations, ...rest } = snapshotWith();
    const old = observations.map((each) => (each.subject === 'service:wiki' ? { ...each, observedAt: '2026-11-02T08:00:00.000Z' } : each));
    const wiki = judge(model, { ...rest, observations: old }, NOW).bySubject.get('service:wiki');
    expect(wiki?.state).toBe('unknown');
    expect(wiki?.checks.map(({ state, lastSeen }) => [state, lastSeen])).toEqual([
      ['unknown', 'up'],
      ['unknown', 'up'],
      ['unknown', 'up'],
    ]);
  });
});

describe('a service', () => {
  const state = (subject: SubjectId, changes: Record<string, Change>) => view(changes).bySubject.get(subject)?.state;

  test.each<[string, SubjectId, Record<string, Change>, State]>([
    ['behind a login is up by its container', 'service:pdf', {}, 'up'],
    ['behind a login, with nothing else seen, is unknown', 'service:pdf', { 'service:pdf container:pdf': null }, 'unknown'],
    [
      'that answers is up though its engine was not asked',
      'service:wiki',
      { 'service:wiki container:wiki': null, 'service:wiki container:job': null },
      'up',
    ],
    ['that runs but was not asked, though it could be, is unknown', 'service:wiki', { 'service:wiki http': null }, 'unknown'],
    [
      'with a healthy container needs no answer',
      'service:wiki',
      { 'service:wiki http': null, 'service:wiki health:wiki': { state: 'up' } },
      'up',
    ],
    ['that does not answer is down though its container runs', 'service:wiki', { 'service:wiki http': down }, 'down'],
    [
      'that answers though its container is missing is degraded',
      'service:wiki',
      { 'service:wiki container:wiki': { state: 'down' } },
      'degraded',
    ],
    ['that is unhealthy is degraded', 'service:wiki', { 'service:wiki health:wiki': { state: 'degraded' } }, 'degraded'],
    [
      'that runs but gives the ingress an error is degraded',
      'service:vault',
      { 'service:vault ingress:vault.lab.example.net': { state: 'down', value: 1, unit: 'ms' } },
      'degraded',
    ],
    [
      'that gives the ingress an error and was not seen otherwise is down',
      'service:vault',
      { 'service:vault ingress:vault.lab.example.net': { state: 'down', value: 1, unit: 'ms' }, 'service:vault container:vault': null },
      'down',
    ],
    ['with a wrong certificate is degraded', 'service:vault', { 'service:vault tls:vault.lab.example.net': { state: 'down' } }, 'degraded'],
    ['with a firing alert is degraded', 'service:vault', { 'service:vault alert:Slow': { state: 'degraded' } }, 'degraded'],
    [
      'of which Prometheus reads metrics is up',
      'service:wiki',
      {
        'service:wiki http': null,
        'service:wiki container:wiki': null,
        'service:wiki container:job': null,
        'service:wiki target:wiki': { state: 'up' },
      },
      'up',
    ],
    [
      'that is planned is planned, whatever is seen of it',
      'service:later',
      { 'service:later container:later': { state: 'down' } },
      'planned' as State,
    ],
  ])('%s', (_, subject, changes, expected) => {
    expect(state(subject, changes)).toBe(expected);
  });

  test('is up since its youngest container started', () => {
    const { bySubject } = view({
      'service:wiki container:wiki': { state: 'up', at: '2026-11-02T10:58:00.000Z' },
      'service:wiki container:job': { state: 'up' },
    });
    expect(bySubject.get('service:wiki')?.since).toBe('2026-11-02T10:58:00.000Z');
  });

  test('shows declared checks that were not made', () => {
    expect(view({ 'service:vault container:vault': null }).bySubject.get('service:vault')?.checks[0]).toEqual({
      check: 'container:vault',
      title: 'Container vault',
      state: 'unknown',
    });
  });
});

describe('faults are reported once, at their root', () => {
  test('a dead host explains its services', () => {
    const changes = Object.fromEntries(
      [...snapshotWith().observations]
        .filter(({ subject }) => !['host:srv-2', 'guest:media', 'service:jellyfin'].includes(subject))
        .map(({ subject, check }) => [`${subject} ${check}`, check.startsWith('container:') ? null : down] as const),
    );
    const { verdict, attention, bySubject } = view(changes);
    expect(verdict.sentence).toBe('SRV-1 is down, and 6 services are hit by it.');
    expect(attention.map(({ title }) => title)).toContain('SRV-1 is down');
    expect(attention.filter(({ state }) => state === 'down')).toHaveLength(1);
    expect(attention[0]?.detail).toBe('TCP 22: refused the connection. Hit by it: Database, BentoPDF, Prometheus, Traefik and 2 more.');
    expect(bySubject.get('service:wiki')).toMatchObject({
      because: 'host:srv-1',
      reasons: [{ text: 'Because SRV-1 is down.', state: 'down' }, { state: 'down' }, { state: 'unknown' }],
    });
  });

  test('a dead host takes its guests along, and what runs on them', () => {
    const { verdict, bySubject } = view({
      'host:srv-2 http': down,
      'guest:media tcp:22': down,
      'service:jellyfin http': down,
      'service:jellyfin container:jellyfin': null,
      'service:jellyfin ingress:media.lab.example.net': down,
    });
    expect(verdict.sentence).toBe('SRV-2 is down, and 1 service is hit by it.');
    expect([bySubject.get('guest:media')?.because, bySubject.get('service:jellyfin')?.because]).toEqual(['host:srv-2', 'host:srv-2']);
  });

  test('a host whose services answer is not down', () => {
    const { bySubject } = view({ 'host:srv-1 tcp:22': down });
    expect(bySubject.get('host:srv-1')).toMatchObject({
      state: 'degraded',
      reasons: [
        { text: 'TCP 22: refused the connection.', state: 'down' },
        { text: 'Database on it answers, so it is not down.', state: 'up' },
      ],
    });
  });

  test('a service without the one it needs', () => {
    const { verdict, bySubject, attention } = view({
      'service:db tcp:5432': down,
      'service:db container:db': down,
      'service:wiki http': down,
    });
    expect(verdict.sentence).toBe('Database is down, and 1 service is hit by it.');
    expect(bySubject.get('service:wiki')).toMatchObject({ state: 'down', because: 'service:db' });
    expect(attention.map(({ subject }) => subject)).toEqual(['service:db']);
  });

  test('a stopped container is a fault of its own, whatever else is down', () => {
    const { bySubject, verdict } = view({ 'service:db tcp:5432': down, 'service:wiki http': down, 'service:wiki container:wiki': down });
    expect(bySubject.get('service:wiki')?.because).toBeUndefined();
    expect(verdict.sentence).toBe('2 services are down.');
  });

  test('a dead ingress is one fault, not one for each hostname', () => {
    const hostnames = [
      ['vault', 'vault'],
      ['pdf', 'pdf'],
      ['jellyfin', 'media'],
    ];
    const cut = Object.fromEntries(
      hostnames.flatMap(([id, name]) => [
        [`service:${id} ingress:${name}.lab.example.net`, down],
        [`service:${id} tls:${name}.lab.example.net`, down],
      ]),
    );
    const { verdict, attention, bySubject } = view({ ...cut, 'service:traefik tcp:443': down, 'service:traefik container:traefik': down });
    expect(verdict.sentence).toBe('Traefik is down, and 3 services are hit by it.');
    expect(attention.map(({ subject }) => subject)).toEqual(['service:traefik']);
    expect(bySubject.get('service:vault')).toMatchObject({ state: 'degraded', because: 'service:traefik' });
  });

  test('an ingress that answers for a service is up by that', () => {
    expect(
      view({ 'service:traefik tcp:443': null, 'service:traefik container:traefik': null }).bySubject.get('service:traefik'),
    ).toMatchObject({ state: 'up', reasons: expect.arrayContaining([{ text: 'It answers for other services.', state: 'up' }]) as unknown });
  });
});

test('the mark of a machine is the worst of what it carries, and its own state stays what it is', () => {
  expect(view({ 'service:wiki http': down }).bySubject.get('host:srv-1')).toMatchObject({
    state: 'up',
    mark: 'down',
    children: { worst: ['service:wiki'], counts: { up: 5, degraded: 0, down: 1, unknown: 0, planned: 1, unchecked: 0 } },
  });
});

test('what is undeclared is reported, and colours nothing', () => {
  const { verdict, attention } = view(
    {},
    { drift: [{ ...drift('host:srv-1', 'undeclared', 'The compose project x runs'), actual: 'project x' }] },
  );
  expect(verdict.state).toBe('up');
  expect(attention).toEqual([
    { subject: 'host:srv-1', state: 'unknown', title: 'Something undeclared runs on SRV-1', detail: 'project x.', href: '/hosts/srv-1/' },
  ]);
});

test('observations of things that the lab no longer has are left out', () => {
  expect(view({ 'service:gone http': down }).verdict.state).toBe('up');
});

describe('a recent backup', () => {
  const unseen = Object.fromEntries(
    probesOf(model)
      .filter(({ subject }) => subject === 'guest:media')
      .map(({ subject, check }) => [`${subject} ${check}`, null]),
  );

  test('does not prove that a guest runs, and an old one needs attention', () => {
    const recent = view({ ...unseen, 'guest:media backup:images': { state: 'up', message: 'The last good one is recent' } });
    expect(recent.bySubject.get('guest:media')?.state).toBe('unknown');
    const old = view({ 'guest:media backup:images': { state: 'down', message: 'The last good one is too old' } });
    expect(old.bySubject.get('guest:media')).toMatchObject({ state: 'degraded' });
  });
});

describe('a login in front of a service', () => {
  const login = 'service:pdf ingress:pdf.lab.example.net';
  const container = 'service:pdf container:pdf';

  test('proves the ingress and itself; the service is judged by its own checks', () => {
    const { bySubject } = view({ [container]: { state: 'up', message: 'Runs' } });
    expect(bySubject.get('service:pdf')?.reasons.map(({ text, state }) => [text, state])).toEqual([
      ['Container pdf: Runs.', 'up'],
      ['HTTPS / through the ingress: The ingress asks for a login (401), as it should.', 'up'],
    ]);
    const alone = view({ [container]: null }).bySubject.get('service:pdf');
    expect([alone?.state, alone?.reasons.find(({ state }) => state === 'unknown')?.text]).toEqual([
      'unknown',
      'What is behind the login was not seen. A health check of its container, or one on its machine, would show it.',
    ]);
  });

  test('that is not asked for, or that the ingress cannot ask for, is a fault', () => {
    const state = (change: Change) => view({ [login]: change }).bySubject.get('service:pdf')?.state;
    expect([state({ state: 'degraded' }), state({ state: 'down' })]).toEqual(['degraded', 'degraded']);
  });

  test('that another source cannot tell from an answer is known by the one that can', () => {
    const { observations, ...rest } = snapshotWith();
    const doubt: Observation = {
      subject: 'service:pdf',
      check: 'ingress:pdf.lab.example.net',
      state: 'unknown',
      observedAt: '2026-11-02T11:59:59.000Z',
      source: 'monitoring',
    };
    const { checks } = judge(model, { ...rest, observations: [...observations, doubt] }, NOW).bySubject.get('service:pdf') ?? {
      checks: [],
    };
    expect(checks.find(({ check }) => check === doubt.check)?.state).toBe('up');
  });
});

test('a health check that passes is no fault of a service that has one', () => {
  const reasons = view({
    'service:wiki health:wiki': { state: 'up', message: 'Its own health check passes' },
    'service:wiki alert:Slow': { state: 'degraded', message: 'Slow' },
  }).bySubject.get('service:wiki')?.reasons;
  expect(reasons?.filter(({ state }) => state === 'degraded').map(({ text }) => text)).toEqual(['Alert Slow: Slow.']);
  expect(reasons?.[0]?.state).toBe('degraded');
});

test('a tool that answers nobody is judged by the copies that it makes', () => {
  const { model: lab } = sampleLab(
    `${SAMPLE}  copies: { title: Copies, runs-on: srv-1, network: mgmt, health: { none: x }, data: [{ path: /etc, backup: daily }], secrets: { repository-password: { what: x, kept: on paper } } }
targets: { disk: { title: Disk, medium: disk, host: srv-1, path: /mnt/disk } }
repositories: { files: { title: Files, type: restic, target: disk, service: copies, location: /mnt/disk/restic } }
policies: { daily: { title: Daily, to: [files], schedule: daily, keep: { daily: 7 }, rpo: 26h, rto: 4h } }
`,
  );
  const made = (state: State) =>
    judge(
      lab,
      {
        ...snapshotWith(),
        observations: [
          {
            subject: 'policy:daily',
            check: 'backup:files@srv-1',
            state,
            message: say`The last good one ended ${ago('2026-11-02T02:00:00.000Z')}`,
            observedAt: '2026-11-02T11:58:00.000Z',
            source: 'test',
          },
        ],
      },
      NOW,
    );
  const copies = (state: State) => made(state).bySubject.get('service:copies');
  expect(copies('up')).toMatchObject({ state: 'up', counted: true, checks: [] });
  expect(words(copies('down')?.reasons[0]?.text ?? '', NOW)).toBe('Daily, Copy in files@srv-1: The last good one ended 10 hours ago.');
  expect(copies('down')?.state).toBe('degraded');
  // One fault is one thing to look into, and the target in which the copy lies shows it.
  expect(
    made('down')
      .attention.filter(({ state }) => state === 'degraded')
      .map(({ subject }) => subject),
  ).toEqual(['policy:daily']);
  expect(made('down').bySubject.get('target:disk')?.state).toBe('degraded');
  expect(judge(lab, snapshotWith(), NOW).bySubject.get('service:copies')).toMatchObject({ state: 'unknown', counted: false });
});

test('unknown is worse than up for the mark of a machine, and what nothing checks does not count', () => {
  const gone = Object.fromEntries(['http', 'container:wiki', 'container:job'].map((check) => [`service:wiki ${check}`, null]));
  expect(view(gone).bySubject.get('host:srv-1')).toMatchObject({ state: 'up', mark: 'unknown' });
  expect(view({ ...gone, 'service:db tcp:5432': { state: 'degraded' } }).bySubject.get('host:srv-1')?.mark).toBe('degraded');
});
