import { describe, expect, it } from 'vitest';
import { systems } from '../../registry/systems.gen.ts';
import { readBase } from '../../tests/bad/cases.ts';
import { loadSources } from '../load.ts';
import { hostLoss } from './backup/host-loss.ts';
import { protectionOf } from './backup/protection.ts';
import { serviceRto } from './backup/service-rto.ts';
import { coverageOf } from './coverage.ts';
import { runbooksOf } from './runbooks/runbooks.ts';
import { undecidedName, undecidedOf, undecidedUse } from './undecided.ts';

const APP = {
  title: 'App',
  'runs-on': 'one',
  compose: {
    services: {
      web: { image: 'web', volumes: ['/srv/app:/data', 'cache:/cache', '/srv/kept/below:/kept', '/srv/ro:/ro:ro', '/anonymous'] },
      job: { image: 'job:latest', volumes: ['/srv/app/:/jobs'] },
      off: { image: 'off', profiles: ['later'], volumes: ['/srv/off:/off'] },
      pinned: { image: `pinned@sha256:${'0'.repeat(64)}` },
      fixed: { image: 'registry.example.net:5000/fixed:1' },
    },
    volumes: { cache: {} },
  },
  data: [{ path: '/srv/kept', backup: 'daily' }],
};
const WARN = { compose: { images: 'warn', data: 'warn' } };

function load(service: object, lab: object = WARN) {
  const more = JSON.stringify({ lab, services: { app: { ...APP, ...service } } });
  return loadSources(
    [
      { path: 'inventory/base.yaml', text: readBase() },
      { path: 'inventory/more.yaml', text: more },
    ],
    systems,
  );
}

function modelOf(service: object = {}, lab: object = WARN) {
  const result = load(service, lab);
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'));
  return result.value.model;
}

/** Codes with their severities, as far as they are about decisions that may wait. */
function found(service: object, lab: object) {
  const result = load(service, lab);
  const all = result.ok ? result.warnings : result.diagnostics;
  return [...new Set(all.map(({ code, severity }) => `${severity} ${code}`))].sort();
}

describe('what is undecided', () => {
  it('is each path once, with all that use it, and nothing that a decision is about', () => {
    expect(undecidedOf(modelOf()).paths.map((path) => `${undecidedName(path)}: ${undecidedUse(path)}`)).toEqual([
      '/srv/app: /jobs in job, /data in web',
      'cache: /cache in web',
      'anonymous volume at /anonymous: /anonymous in web',
    ]);
  });

  it('is each image that may be another one tomorrow, of the containers that are on', () => {
    expect(undecidedOf(modelOf()).images.map(({ container, because }) => `${container} ${because}`)).toEqual([
      'job has the moving tag "latest"',
      'web has no tag',
    ]);
  });

  it('is the same in whatever order the project has its containers', () => {
    const services = Object.fromEntries(Object.entries(APP.compose.services).reverse());
    const words = ({ paths, images }: ReturnType<typeof undecidedOf>) => [
      paths.map((path) => [undecidedName(path), undecidedUse(path)]),
      images.map(({ container }) => container),
    ];
    expect(words(undecidedOf(modelOf({ compose: { ...APP.compose, services } })))).toEqual(words(undecidedOf(modelOf())));
  });

  it('is nothing of a planned service', () => {
    expect(undecidedOf(modelOf({ planned: true }))).toEqual({ paths: [], images: [] });
  });

  it('is a row of what holds state, which nothing is claimed of or promised for', () => {
    const model = modelOf({ recovery: { rpo: '24h', rto: '5m' } });
    const rows = protectionOf(model).filter(({ isUndecided }) => isUndecided);
    expect(rows.map(({ path }) => path)).toEqual(['/srv/app', 'cache', 'anonymous volume at /anonymous']);
    for (const { policy, because, rpo, rto, verdict, layers } of rows) {
      expect([policy, because, rpo, rto, verdict]).toEqual([undefined, undefined, undefined, undefined, undefined]);
      expect(new Set(Object.values(layers).map(({ state }) => state))).toEqual(new Set(['none']));
    }
    expect(coverageOf(model).filter(({ decision }) => decision === 'undecided').length).toBe(3);
  });

  it('promises no time for a service that has decided nothing', () => {
    const model = modelOf({ data: [], recovery: { rto: '5m' } });
    const app = model.services.find(({ id }) => id === 'app')!;
    expect(serviceRto(model, app)).toBeUndefined();
  });

  it('is lost with its host, and the runbooks say so', () => {
    const model = modelOf();
    const { gone, restored } = hostLoss(model, model.hosts[0]!);
    expect(restored.map(({ path }) => path)).toEqual(['/srv/kept']);
    expect(gone.map(({ path }) => path)).toEqual(['/srv/app', 'cache', 'anonymous volume at /anonymous']);
    const texts = runbooksOf(model).flatMap(({ text }) => text);
    expect(texts.some((text) => text.includes('/srv/app of App (undecided: /jobs in job, /data in web)'))).toBe(true);
    expect(texts.some((text) => text.includes('App: undecided, /jobs in job, /data in web (/srv/app)'))).toBe(true);
  });
});

describe('a decision that may wait', () => {
  const both = ['image-untagged', 'no-backup-decision'];

  it.each<[what: string, service: object, lab: object, severities: readonly string[]]>([
    ['nowhere by default', {}, {}, ['error', 'error']],
    ['where the lab says so', {}, { compose: { images: 'warn', data: 'warn' } }, ['warning', 'warning']],
    ['where the service says so', { undecided: { images: 'warn', data: 'warn' } }, {}, ['warning', 'warning']],
    ['as far as the service says so', { undecided: { data: 'warn' } }, {}, ['error', 'warning']],
    ['but not where the service refuses it', { undecided: { images: 'refuse' } }, WARN, ['error', 'warning']],
  ])('waits %s', (_, service, lab, severities) => {
    expect(found(service, lab)).toEqual(both.map((code, index) => `${severities[index]} ${code}`).sort());
  });

  it('is a variable, too', () => {
    const compose = { services: { web: { image: 'web:1', environment: { PORT: '${PORT}' } } } };
    expect(found({ compose, data: [] }, {})).toEqual(['error variable-unset']);
    expect(found({ compose, data: [], undecided: { variables: 'warn' } }, {})).toEqual(['warning variable-unset']);
    expect(found({ compose, data: [], undecided: { variables: 'refuse' } }, { compose: { variables: 'warn' } })).toEqual([
      'error variable-unset',
    ]);
  });

  it('is reported once for a path that two containers have', () => {
    const result = load({}, {});
    const all = result.ok ? [] : result.diagnostics.filter(({ code }) => code === 'no-backup-decision');
    expect(all.length).toBe(3);
    expect(all[0]?.related?.map(({ message }) => message)).toEqual(['The container web has it, too:']);
  });
});
