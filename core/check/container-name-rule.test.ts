import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { systems } from '../../registry/systems.gen.ts';
import { loadSources } from '../load.ts';

const service = (services: object, more: object = {}) => ({ title: 'X', 'runs-on': 'one', compose: { services, ...more } });
const web = { image: 'app:1' };

function codes(services: object): readonly string[] {
  const lab = {
    lab: { title: 'L', domain: 'l.example.net', ingress: 'proxy' },
    networks: { apps: { title: 'Apps', role: 'apps', vlan: 20, cidr: '10.2.20.0/24' } },
    hosts: { one: { title: 'One', role: 'Docker host', addresses: { apps: '10.2.20.11' }, docker: {} } },
    services: { proxy: service({ proxy: { image: 'traefik:v3.6.4' } }), ...services },
  };
  const result = loadSources([{ path: 'lab.yaml', text: stringify(lab, { aliasDuplicateObjects: false }) }], systems);
  return (result.ok ? result.warnings : result.diagnostics).map(({ code }) => code);
}
const exposed = (host: string) => ({ ...service({ web }), expose: [{ host, port: 80, to: ['lan'], open: 'test' }] });

describe('two containers of one name', () => {
  it('are none for an ingress that finds them by labels', () => {
    expect(codes({ a: exposed('a'), b: exposed('b') })).toEqual([]);
  });

  it('are two for an ingress that goes to one of them by its name', () => {
    const proxy = { ...service({ proxy: { image: 'traefik:v3.6.4' } }), uses: ['a'] };
    expect(codes({ a: exposed('a'), b: exposed('b'), proxy })).toEqual(['container-name-clash']);
  });

  it('do not matter in projects that share nothing', () => {
    expect(codes({ a: service({ web, db: web }), b: service({ web, db: web }) })).toEqual([]);
  });

  it('do not matter to those who come to the same service and ask for that alone', () => {
    const a = { ...service({ web }), needs: ['c'] };
    expect(codes({ a, b: a, c: service({ c: web }) })).toEqual([]);
  });

  it('do not matter where one of them is off', () => {
    const off = { web, store: web, debug: { ...web, container_name: 'one', profiles: ['debug'] } };
    expect(codes({ a: service({ ...off, web: { ...web, container_name: 'one' } }) })).toEqual([]);
  });
});
