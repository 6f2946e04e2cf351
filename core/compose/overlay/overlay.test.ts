import { describe, expect, it } from 'vitest';
import { type LabDecision, overlayContainer } from './overlay.ts';
import { pairsOf, placeValue } from './place-value.ts';
import { timeZoneStep } from './time-zone.ts';

const LAB: LabDecision = {
  timezone: 'Etc/UTC',
  limits: { memory: '256m', cpus: 1, pids: 100 },
  hardening: 'safe',
  isAwaited: false,
  networks: {},
  labels: {},
  needsLabel: () => false,
  secrets: [],
};
const over = (spec: object, more: Partial<LabDecision> = {}) => overlayContainer('app', { ...spec }, { ...LAB, ...more });
const added = (spec: object, more: Partial<LabDecision> = {}) => over(spec, more).differences.map(({ path }) => path.join('.'));

describe('limits', () => {
  it.each<[what: string, spec: object, limits: readonly string[]]>([
    ['beside the image', {}, ['mem_limit', 'cpus', 'pids_limit']],
    ['below deploy', { deploy: { resources: { limits: {} } } }, ['memory', 'cpus', 'pids'].map((key) => `deploy.resources.limits.${key}`)],
    ['one of the project', { mem_limit: '1g' }, ['cpus', 'pids_limit']],
    [
      'one of the project below deploy',
      { deploy: { resources: { limits: { pids: 5 } } } },
      ['memory', 'cpus'].map((key) => `deploy.resources.limits.${key}`),
    ],
    ['no limit of the project', { mem_limit: 0, cpus: 0, pids_limit: -1 }, []],
    ['a reservation that fits', { mem_reservation: '256m' }, ['mem_limit', 'cpus', 'pids_limit']],
    ['a reservation that does not', { mem_reservation: '257m' }, ['cpus', 'pids_limit']],
    ['a reservation below deploy', { deploy: { resources: { reservations: { memory: '1g', cpus: '2' } } } }, ['pids_limit']],
    ['a reservation that is known at the start only', { mem_reservation: '${MEM}' }, ['cpus', 'pids_limit']],
    ['swap that fits', { memswap_limit: '256m' }, ['mem_limit', 'cpus', 'pids_limit']],
    ['swap that does not', { memswap_limit: '128m' }, ['cpus', 'pids_limit']],
    ['endless swap', { memswap_limit: -1 }, ['mem_limit', 'cpus', 'pids_limit']],
    ['more shared memory', { shm_size: '1gb' }, ['cpus', 'pids_limit']],
    ['a process that is never killed', { oom_kill_disable: true }, ['cpus', 'pids_limit']],
    ['a quota', { cpu_quota: 50_000 }, ['mem_limit', 'pids_limit']],
    ['a period', { cpu_period: '50ms' }, ['mem_limit', 'pids_limit']],
    ['a weight', { cpu_shares: 512 }, ['mem_limit', 'cpus', 'pids_limit']],
  ])('of the lab beside %s', (_what, spec, limits) => {
    expect(added(spec).filter((path) => /limit|cpus/.test(path))).toEqual(limits);
  });

  it('that gave way are named with what stands against them', () => {
    expect(over({ cpu_quota: 50_000, mem_reservation: '1g' }).kept).toEqual([
      { container: 'app', path: ['mem_limit'], lab: '256m', because: 'The project says mem_reservation: 1g, which does not fit below it.' },
      { container: 'app', path: ['cpus'], lab: '1', because: 'The project says cpu_quota: 50000, which excludes it.' },
    ]);
  });
});

describe('restart', () => {
  it.each<[what: string, spec: object, awaited: boolean, expected: unknown]>([
    ['an application', {}, false, 'unless-stopped'],
    ['one that others wait for until it ends', {}, true, undefined],
    ['one with a policy of its own', { deploy: { restart_policy: { condition: 'any' } } }, false, undefined],
    ['a job', { deploy: { mode: 'replicated-job' } }, false, undefined],
    ['one that says no', { restart: 'no' }, false, 'no'],
  ])('of %s', (_what, spec, isAwaited, expected) => {
    expect(over(spec, { isAwaited }).document['restart']).toBe(expected);
  });
});

describe('the time zone', () => {
  const sets = (spec: object, keys?: ReadonlySet<string>) => timeZoneStep({ ...spec }, 'Etc/UTC', keys).added !== undefined;
  it.each<[what: string, spec: object, isSet: boolean]>([
    ['nothing says it', {}, true],
    ['the environment says it', { environment: { TZ: 'UTC' } }, false],
    ['a list says it', { environment: ['TZ=UTC'] }, false],
    ['the shell says it', { environment: ['TZ'] }, false],
    ['a file of variables may say it', { env_file: ['app.env'] }, false],
    ['there is no file in the list', { env_file: [] }, true],
    ['the clock of the machine is mounted', { volumes: ['/etc/localtime:/etc/localtime:ro'] }, false],
    ['its name is mounted', { volumes: [{ type: 'bind', source: '/etc/timezone', target: '/etc/timezone' }] }, false],
  ])('where %s', (_what, spec, isSet) => {
    expect(sets(spec)).toBe(isSet);
  });

  it('is set where the files of variables are known not to say it', () => {
    expect(sets({ env_file: 'app.env' }, new Set(['A']))).toBe(true);
    expect(sets({ env_file: 'app.env' }, new Set(['A', 'TZ']))).toBe(false);
  });
});

describe('hardening', () => {
  it.each<[what: string, level: LabDecision['hardening'], spec: object, expected: object]>([
    ['keeps its rights', 'safe', { user: '1000' }, {}],
    ['gave all up itself', 'safe', { cap_drop: ['ALL'] }, { security_opt: ['no-new-privileges:true'] }],
    ['took one back', 'safe', { cap_drop: ['ALL'], cap_add: ['CHOWN'] }, {}],
    ['gave all up itself', 'none', { cap_drop: ['ALL'] }, {}],
    [
      'is root',
      'strict',
      {},
      { security_opt: ['no-new-privileges:true'], cap_drop: ['AUDIT_WRITE', 'MKNOD', 'NET_RAW', 'SETFCAP', 'SETPCAP'] },
    ],
    ['is a user', 'strict', { user: '1000', security_opt: [] }, { cap_drop: ['ALL'] }],
    ['is a user that is known at the start only', 'strict', { user: '${UID}', security_opt: [], cap_drop: [] }, {}],
    [
      'configures the network',
      'strict',
      { cap_add: ['CAP_NET_ADMIN'], security_opt: [] },
      { cap_drop: ['AUDIT_WRITE', 'MKNOD', 'SETFCAP', 'SETPCAP'] },
    ],
    ['needs devices', 'strict', { cap_add: ['mknod'], security_opt: [] }, { cap_drop: ['AUDIT_WRITE', 'NET_RAW', 'SETFCAP', 'SETPCAP'] }],
    ['is privileged', 'strict', { privileged: true, security_opt: [] }, {}],
  ])('of one that %s, %s', (_what, hardening, spec, expected) => {
    const { document, differences } = over(spec, { hardening });
    const measures = differences.flatMap(({ path: [key = ''] }) =>
      /^(cap_|security|read_only|tmpfs)/.test(key) ? [[key, document[key]]] : [],
    );
    expect(Object.fromEntries(measures)).toEqual(expected);
  });
});

describe('what the container needs to work', () => {
  it('is added to the networks of the project, in either form', () => {
    const networks = { lab: { ipv4_address: '192.0.2.2' } };
    expect(over({}, { networks }).document['networks']).toEqual({ default: {}, ...networks });
    expect(over({ networks: [] }, { networks }).document['networks']).toEqual({ default: {}, ...networks });
    expect(over({ networks: ['own'] }, { networks }).document['networks']).toEqual({ own: {}, ...networks });
    expect(over({ networks: { own: null } }, { networks }).document['networks']).toEqual({ own: null, ...networks });
    expect(over({ networks: { lab: null } }, { networks }).document['networks']).toEqual({ lab: null });
  });

  it('is added to its labels, and changes those with which no request would come in', () => {
    const decision = { labels: { on: 'true', port: '80' }, needsLabel: (label: string) => label === 'on' };
    const { document, differences, kept } = over({ labels: ['On=false', 'port=81'] }, decision);
    expect(pairsOf(document['labels'])).toEqual({ On: 'true', port: '81' });
    expect(differences.find(({ path }) => path[0] === 'labels')).toMatchObject({ path: ['labels', 'On'], change: 'changed' });
    expect(kept).toEqual([{ container: 'app', path: ['labels', 'port'], lab: '80', because: 'The project says 81.' }]);
  });

  it('is added to its secrets once', () => {
    expect(over({ secrets: [{ source: 'a', target: 'b' }] }, { secrets: ['a', 'c'] }).document['secrets']).toEqual([
      { source: 'a', target: 'b' },
      'c',
    ]);
    expect(over({}, { secrets: ['a'] }).document['secrets']).toEqual(['a']);
  });
});

it('says of each thing that it adds why, and of each default how to undo it', () => {
  const { differences } = over({}, { networks: { lab: {} }, labels: { on: 'true' }, secrets: ['a'], hardening: 'strict' });
  expect(differences.every(({ because }) => /^[A-Z].*\.$/.test(because))).toBe(true);
  const needed = differences.filter(({ undo }) => undo === undefined).map(({ path: [key] }) => key);
  expect(needed).toEqual(['networks', 'labels', 'secrets']);
});

it('puts a value into maps and lists without losing any', () => {
  expect(placeValue({ environment: ['A=1', 'TZ'] }, ['environment', 'TZ'], 'x')).toEqual({ environment: ['A=1', 'TZ=x'] });
  expect(placeValue({ deploy: { mode: 'global' } }, ['deploy', 'resources', 'limits', 'pids'], 1)).toEqual({
    deploy: { mode: 'global', resources: { limits: { pids: 1 } } },
  });
});
