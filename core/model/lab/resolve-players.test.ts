import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { deepMerge } from '../../../formats/deep-merge.ts';
import { systems } from '../../../registry/systems.gen.ts';
import type { SystemParts } from '../../contract.ts';
import { loadSources } from '../../load.ts';

const service = (image?: string, more: object = {}) => ({
  title: 'X',
  'runs-on': 'one',
  ...(image === undefined ? {} : { compose: { services: { [image.replace(/\W.*/, '')]: { image } } } }),
  ...more,
});
const LAB = {
  lab: { title: 'L', domain: 'l.example.net' },
  networks: { apps: { title: 'Apps', role: 'apps', vlan: 20, cidr: '10.2.20.0/24' } },
  hosts: { one: { title: 'One', role: 'Docker host', addresses: { apps: '10.2.20.11' }, docker: {} } },
};

function load(changes: object, using: readonly SystemParts[] = systems) {
  const result = loadSources([{ path: 'lab.yaml', text: stringify(deepMerge(LAB, changes as Record<string, unknown>)) }], using);
  return result.ok ? { players: result.value.model.lab.players } : { found: result.diagnostics };
}

/** A second system that can be the ingress, from images of other names and in other words. */
function caddyBeside(): readonly SystemParts[] {
  const { plays } = systems.find(({ id }) => id === 'traefik') ?? {};
  if (!plays?.ingress) throw new Error('nothing plays the ingress');
  return [
    ...systems,
    { id: 'caddy' as SystemParts['id'], title: 'Caddy', plays: { ingress: { ...plays.ingress, images: ['caddy'], enforces: [] } } },
  ];
}

describe('the system that plays the ingress', () => {
  it.each([
    'traefik:v3.6',
    'library/traefik:v3.6',
    'mirror.example.net:5000/docker/library/traefik:v3.6@sha256:0000000000000000000000000000000000000000000000000000000000000000',
  ])('is recognised by the image %s', (image) => {
    expect(load({ lab: { ingress: 'p' }, services: { p: service(image) } })).toEqual({ players: { ingress: 'traefik' } });
  });

  it.each(['caddy:2.10', 'traefik/whoami:v1.11', 'ghcr.io/me/my-traefik:1', 'traefik.example.net/caddy:2.10'])(
    'is recognised by the last part of an image alone, so that %s is a mistake with a way out that works',
    (image) => {
      const [first, ...rest] = load({ lab: { ingress: 'p' }, services: { p: service(image) } }).found ?? [];
      expect(rest).toEqual([]);
      expect(first).toMatchObject({ code: 'role-unplayed', at: { line: 4, col: 12 } });
      expect(first?.message).toContain(image);
      expect(first?.hint).toContain('Systems that can: traefik.');
      const way = /write lab\.ingress: \{ service: (\S+), system: (\S+) \}/.exec(first?.hint ?? '');
      const followed = load({ lab: { ingress: { service: way?.[1], system: way?.[2] } }, services: { p: service(image) } });
      expect(followed).toEqual({ players: { ingress: 'traefik' } });
    },
  );

  it('is named in the inventory where there is no image', () => {
    expect(load({ lab: { ingress: 'p' }, services: { p: service() } }).found).toMatchObject([{ code: 'role-unplayed' }]);
    expect(load({ lab: { ingress: { service: 'p', system: 'traefik' } }, services: { p: service() } })).toEqual({
      players: { ingress: 'traefik' },
    });
  });

  it('is not asked for while the service is planned, nor where no service is the ingress', () => {
    expect(load({ lab: { ingress: 'p' }, services: { p: service(undefined, { planned: true }) } })).toEqual({ players: {} });
    expect(load({ services: { p: service('caddy:2.10') } })).toEqual({ players: {} });
  });

  it('is named in the inventory where images fit two', () => {
    const services = { p: { ...service(), compose: { services: { a: { image: 'traefik:1' }, b: { image: 'caddy:1' } } } } };
    const [first] = load({ lab: { ingress: 'p' }, services }, caddyBeside()).found ?? [];
    expect(first).toMatchObject({ code: 'role-unplayed' });
    expect(first?.message).toContain('traefik, caddy');
    expect(load({ lab: { ingress: { service: 'p', system: 'caddy' } }, services }, caddyBeside())).toEqual({
      players: { ingress: 'caddy' },
    });
  });
});

describe('another ingress', () => {
  const services = { p: service('caddy:2.10', { secrets: { key: { what: 'key' } } }), watch: service('crowdsec:1') };

  it('is not given middlewares in the words of the first', () => {
    const expose = [{ host: 'app', port: 80, to: ['lan'], middlewares: ['all'], open: 'test' }];
    const middlewares = { slow: { traefik: { rateLimit: { average: 1 } } }, all: { chain: ['slow'] } };
    const { found } = load(
      { lab: { ingress: 'p' }, middlewares, services: { ...services, app: service('app:1', { expose }) } },
      caddyBeside(),
    );
    expect(found).toMatchObject([{ code: 'invalid-value', hint: 'Write slow in the words of caddy.' }]);
    expect(found?.[0]?.at).toMatchObject({ line: 57, col: 11 });
  });

  it('is not trusted with bans that it cannot enforce', () => {
    const { found } = load({ lab: { ingress: 'p', bans: { engine: 'watch', key: 'key' } }, services }, caddyBeside());
    expect(found).toMatchObject([{ code: 'invalid-value', at: { line: 6, col: 13 }, hint: 'Leave lab.bans out.' }]);
  });
});
