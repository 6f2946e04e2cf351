/** Text that would end a line is refused wherever one line is meant, and no text of the schema is forgotten by the test beside this one. */

import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSources } from '../../core/load.ts';
import { SECTION_NAMES } from '../../core/model/kinds.ts';
import { labSchemaWith, schemaOf } from '../../core/resolve/schemas.ts';
import { systems } from '../../registry/systems.gen.ts';
import { run } from '../../tools/process.ts';
import { inventory, TEXTS } from './fill.ts';
import { textPlaces } from './free-texts.ts';

const harmless = inventory(new Map(), '/machine');

/** Text that is not free text, by reason. What refers to something is checked against the ids that are there. */
const NOT_FREE: Readonly<Record<string, readonly string[]>> = {
  'is the id of something': [
    ...['lab.ingress', 'lab.tunnel', 'lab.bans.engine', 'lab.bans.edge'].flatMap((key) => [key, `${key}.service`, `${key}.system`]),
    ...['lab.bans.key', 'systems.ansible.skip{}', 'lab.bans.allowlist[]', 'lab.prometheus.service', 'lab.router.resolver'],
    ...['hosts.*.addresses{}', 'guests.*.addresses{}', 'guests.*.host', 'guests.*.backup', 'targets.*.host', 'repositories.*.target'],
    ...['repositories.*.service', 'policies.*.to[]', 'middlewares.*.networks[]', 'middlewares.*.chain[]', 'services.*.runs-on'],
    ...['services.*.network', 'services.*.expose[].container', 'services.*.expose[].middlewares[]', 'services.*.expose[].access'],
    ...['services.*.needs[]', 'services.*.uses[]', 'services.*.docker-api.container', 'services.*.data[].backup'],
    ...['lab.recovery.vault', 'lab.recovery.git.service', 'repositories.*.opened-by'],
    ...['services.*.secrets.*.container', 'services.*.secrets.*.same-as', 'hosts.*.gateway', 'guests.*.gateway', 'networks.*.devices{}'],
    ...['guests.*.proxmox.image', 'guests.*.proxmox.pci[]'],
    ...['from', 'to'].flatMap((end) => ['network', 'device', 'machine', 'service'].map((key) => `allow.*.${end}.${key}`)),
  ],
  'names a file, and is checked as such': ['services.*.secrets{}'],
  'is a DNS name': ['lab.domain', 'services.*.expose[].host', 'access.*.email-domains[]'],
  'is an address or a range of them': [
    ...['lab.tunnel-network', 'networks.*.cidr', 'networks.*.cidr6', 'networks.*.gateway', 'networks.*.gateway6', 'networks.*.dhcp.from'],
    ...['networks.*.dhcp.to', 'hosts.*.addresses.*', 'hosts.*.addresses.*.ip', 'hosts.*.addresses.*.ip6', 'guests.*.addresses.*'],
    ...['guests.*.addresses.*.ip', 'guests.*.addresses.*.ip6', 'hosts.*.docker.address-pool', 'guests.*.docker.address-pool'],
    ...['hosts.*.addresses.*.mac', 'guests.*.addresses.*.mac', 'networks.*.devices.*.ip', 'networks.*.devices.*.ip6'],
    ...['networks.*.devices.*.mac', 'lab.router.upstream[]'],
  ],
  'is a port or a range of them': [...['networks.*.internet.tcp[]', 'networks.*.internet.udp[]', 'allow.*.tcp[]', 'allow.*.udp[]']],
  'is a duration or a size': [
    'networks.*.dhcp.lease',
    ...['services.*.recovery.rpo', 'services.*.recovery.rto', 'hosts.*.snapshots.size'],
    ...['lab.status-ttl', 'lab.bans.ban', 'lab.limits.memory', 'access.*.session', 'policies.*.rpo', 'policies.*.rto'],
  ],
  'is read by the grammar of systemd.time, and written again': [
    ...['policies.*.schedule', 'policies.*.dumps', 'hosts.*.snapshots.schedule'],
    ...['repositories.*.upkeep.prune', 'repositories.*.upkeep.check', 'repositories.*.upkeep.restore-test'],
  ],
  'has a pattern of letters, digits and a few signs': [
    ...['hosts.*.snapshots.of[].dataset', 'hosts.*.snapshots.of[].volume', 'lab.not-secret{}', 'services.*.not-secret{}'],
    ...[
      'services.*.project',
      'lab.timezone',
      'lab.socket-proxy',
      'services.*.icon',
      'services.*.expose[].access-audience',
      'services.*.data[].owner',
      'services.*.secrets.*.owner',
    ],
    ...['guests.*.proxmox.datastore', 'guests.*.proxmox.devices[].path', 'guests.*.proxmox.devices[].mode'],
    ...['guests.*.proxmox.disks[].datastore', 'guests.*.proxmox.disks[].mount'],
    ...['systems.forgejo-actions.branch', 'systems.github-actions.branch', 'systems.semaphore.branch'],
    ...['access.*.groups[]', 'access.*.emails[]', 'systems.opnsense.interfaces{}', 'systems.traefik.access-log'],
  ],
  'is in no generated file': ['systems.ansible.skip.*'],
  'is the name of an interface': ['lab.router.wan', 'lab.router.trunk', 'hosts.*.uplink', 'guests.*.uplink'],
  'is a key of the Compose Specification': ['services.*.compose{}'],
  'names a file, which has to be there': ['services.*.compose[]'],
  'is compared with the profiles of a project': ['services.*.profiles[]', 'hosts.*.profiles[]', 'guests.*.profiles[]'],
  'is a word of a list': ['services.*.host-access{}'],
  'has to be what a label or an override does': ['services.*.own-routes{}', 'lab.overrides{}', 'lab.overrides.*{}', 'lab.overrides.*.*'],
  'is the name of a variable': ['lab.variables{}', 'hosts.*.variables{}', 'guests.*.variables{}', 'services.*.variables{}'],
  'is put into projects as that of a service is': ['lab.variables.*', 'hosts.*.variables.*', 'guests.*.variables.*'],
  'is the id of a secret of the service': ['lab', 'hosts.*', 'guests.*', 'services.*'].map((thing) => `${thing}.variables.*.secret`),
};
const notFree = Object.values(NOT_FREE).flat();
/** These pass on what a person writes for another program, in as many lines as it has. */
const NATIVE = /^(middlewares\.[^.]+\.traefik|services\.[^.]+\.(compose|variables))\b/;

const isToken = (value: unknown) => TEXTS.some(({ token }) => JSON.stringify(value ?? null).includes(token));

describe('every text of the schema', () => {
  const record = (key: string) => Object.values((harmless[key] ?? {}) as Record<string, unknown>);
  const places = [
    ...textPlaces(labSchemaWith(systems), 'lab', [harmless['lab']]),
    ...SECTION_NAMES.flatMap((section) => textPlaces(schemaOf(section, systems), `${section}.*`, record(section))),
    // Options of systems say by their schema whether they are free, so that a new system needs no entry above.
    ...systems.flatMap(({ id, options }) => (options ? textPlaces(options, `systems.${id}`, []).filter(({ free }) => free) : [])),
  ];
  const found = Map.groupBy(places, ({ place }) => place);

  it('is tried with hostile text, or has a reason why not', () => {
    const untried = [...found].filter(([, all]) => !all.some((each) => each.found.some(isToken))).map(([place]) => place);
    expect(untried.sort()).toEqual([...notFree].sort());
  });
});

/** Every text and key of the inventory that is one line, and a way to change it alone. */
function* linesOf(value: unknown, path: readonly string[]): Iterable<{ place: string; change: (to: (text: string) => string) => unknown }> {
  if (NATIVE.test(path.join('.'))) return;
  if (typeof value === 'string') yield { place: path.join('.'), change: (to) => to(value) };
  if (typeof value !== 'object' || value === null) return;
  const entries = Object.entries(value);
  const rebuild = (made: [string, unknown][]) => (Array.isArray(value) ? made.map(([, item]) => item) : Object.fromEntries(made));
  for (const [index, [key, item]] of entries.entries()) {
    const swap = (entry: [string, unknown]) => rebuild(entries.map((other, at) => (at === index ? entry : other)));
    if (!Array.isArray(value) && path.length > 0) yield { place: `${[...path, key].join('.')}{}`, change: (to) => swap([to(key), item]) };
    for (const inner of linesOf(item, [...path, key])) yield { place: inner.place, change: (to) => swap([key, inner.change(to)]) };
  }
}

const load = (data: unknown) => loadSources([{ path: 'inventory/lab.yaml', text: JSON.stringify(data) }], systems);
const ends = (character: string) => (text: string) => `${text}${character}x`;

/** `services.*.expose[].open`, of which one in the inventory stands for all. */
const alike = (place: string) => place.replace(/^((?!lab\b|systems\b)[^.]+)\.[^.{]+/, '$1.*').replace(/\.\d+(?=\.|$)/g, '[]');

describe('a control character or a line separator', () => {
  const all = [...linesOf(harmless, [])];
  const lines = [...Map.groupBy(all, ({ place }) => alike(place)).values()].flatMap(([first]) => first ?? []);

  it('is looked for in every line of the inventory', () => {
    expect(load(harmless)).toMatchObject({ ok: true });
    expect(lines.length).toBeGreaterThan(100);
  });

  it.each(['\n', '\u2028', '\x1b', '\x85', '\0'])(
    '%j is refused wherever one line is meant',
    (character) => {
      const taken = lines.filter(({ change }) => load(change(ends(character))).ok);
      expect(taken.map(({ place }) => place)).toEqual([]);
    },
    120_000,
  );

  it('is refused by the schema, with a place, where text is free', () => {
    const free = lines.filter(({ change }) => JSON.stringify(change((text) => (isToken(text) ? '!' : text))) !== JSON.stringify(harmless));
    expect(free.length).toBeGreaterThan(50);
    for (const { place, change } of free) {
      const result = load(change(ends('\n')));
      const said = result.ok ? [] : result.diagnostics.map(({ code, at }) => [code, at?.file]);
      expect(said, place).toContainEqual(['invalid-value', 'inventory/lab.yaml']);
    }
  });

  it('leaves the disk as it was', async () => {
    const root = mkdtempSync(join(tmpdir(), 'rackbook-refused-'));
    try {
      mkdirSync(join(root, 'inventory'));
      const data = { ...harmless, lab: { ...(harmless['lab'] as object), title: 'x\n# y' } };
      writeFileSync(join(root, 'inventory', 'lab.yaml'), JSON.stringify(data));
      const cli = join(import.meta.dirname, '..', '..', 'cli', 'gen.ts');
      const { code, stderr } = await run([process.execPath, cli, '--root', root]);
      expect(code).toBe(1);
      expect(stderr).toMatch(/error\[invalid-value\] lab\.title /);
      expect(existsSync(join(root, 'infra'))).toBe(false);
      expect(readdirSync(root).filter((name) => !['.rackbook', 'inventory'].includes(name))).toEqual([]);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
