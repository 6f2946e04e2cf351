import { describe, expect, it } from 'vitest';
import { compare, type Declared } from './test-compare.ts';

const BEFORE = {
  name: 'app',
  services: {
    web: {
      image: 'web:1',
      environment: { UMASK: '18', EMPTY: null },
      networks: { default: null },
      security_opt: ['label=disable'],
      ports: [{ target: 80, published: '8080' }],
    },
  },
  networks: { default: { name: 'app_default' } },
};

/** BEFORE with another container `web`. */
function withWeb(web: object): object {
  return { ...BEFORE, services: { web: { ...BEFORE.services.web, ...web } } };
}

const web = (change: Declared['change'], ...path: string[]): Declared => ({ container: 'web', change, path });

describe('finds what nobody declared', () => {
  it.each([
    ['a value', withWeb({ image: 'web:2' }), 'services.web.image'],
    ['a value below', withWeb({ environment: { UMASK: '022', EMPTY: null } }), 'services.web.environment.UMASK'],
    ['a key that came', withWeb({ restart: 'always' }), 'services.web.restart'],
    ['a key that went', withWeb({ image: undefined }), 'services.web.image'],
    ['a map that came', withWeb({ logging: { driver: 'local' } }), 'services.web.logging.driver'],
    ['an empty map that came', withWeb({ labels: {} }), 'services.web.labels'],
    ['nothing in place of an empty text', withWeb({ environment: { UMASK: '18', EMPTY: '' } }), 'services.web.environment.EMPTY'],
    ['a key of null that went', withWeb({ networks: {} }), 'services.web.networks.default'],
    ['text in place of a number', withWeb({ ports: [{ target: '80', published: '8080' }] }), 'services.web.ports'],
    ['an item of a list', withWeb({ security_opt: ['label=disable', 'no-new-privileges:true'] }), 'services.web.security_opt'],
    ['the order of a list', withWeb({ ports: [{ published: '1', target: 1 }, ...BEFORE.services.web.ports] }), 'services.web.ports'],
    ['a container that came', { ...BEFORE, services: { ...BEFORE.services, x: { image: 'x' } } }, 'services.x.image'],
    ['the name of the project', { ...BEFORE, name: 'other' }, 'name'],
    ['a network of the project', { ...BEFORE, networks: {} }, 'networks.default.name'],
  ])('%s', (_title, after, place) => {
    expect(compare(BEFORE, after, [])).toEqual([expect.stringMatching(`^undeclared: ${place.replaceAll('.', '\\.')}: `)]);
  });

  it('also beside what is declared', () => {
    const after = withWeb({ restart: 'always', environment: { UMASK: '18', EMPTY: null, TZ: 'UTC', OTHER: '1' } });
    expect(compare(BEFORE, after, [web('added', 'environment', 'TZ'), web('added', 'restart')])).toEqual([
      'undeclared: services.web.environment.OTHER: nothing became "1"',
    ]);
  });
});

describe('takes what is declared', () => {
  it.each([
    ['nothing', BEFORE, []],
    ['another order of keys', JSON.parse(JSON.stringify({ networks: BEFORE.networks, services: BEFORE.services, name: 'app' })), []],
    ['a map that came', withWeb({ logging: { driver: 'local', options: { a: 'b' } } }), [web('added', 'logging')]],
    ['a key of a map that came with it', withWeb({ labels: { a: 'b' } }), [web('added', 'labels', 'a')]],
    ['a list that grew', withWeb({ security_opt: ['label=disable', 'x'] }), [web('changed', 'security_opt')]],
    ['an item of a list', withWeb({ security_opt: ['label=disable', 'x'] }), [web('added', 'security_opt', 'x')]],
    ['items of a list that came', withWeb({ cap_drop: ['A', 'B'] }), [web('added', 'cap_drop', 'A'), web('added', 'cap_drop', 'B')]],
    ['an item that is a map', withWeb({ ports: [...BEFORE.services.web.ports, { target: 81 }] }), [web('added', 'ports', '81')]],
    ['a key that went', withWeb({ networks: {} }), [web('removed', 'networks', 'default')]],
    ['a container', { ...BEFORE, services: { ...BEFORE.services, x: { image: 'x' } } }, [{ container: 'x', path: [], change: 'added' }]],
    ['a network', { ...BEFORE, networks: { ...BEFORE.networks, to: { name: 'to' } } }, [{ path: ['networks', 'to'], change: 'added' }]],
  ] as [string, object, Declared[]][])('%s', (_title, after, declared) => {
    expect(compare(BEFORE, after, declared)).toEqual([]);
  });
});

describe('finds a declaration that is not so', () => {
  it.each([
    ['nothing differs', BEFORE, web('changed', 'image')],
    ['nothing is there at all', BEFORE, web('added', 'restart')],
    ['it was there before', withWeb({ image: 'web:2' }), web('added', 'image')],
    ['it is still there', withWeb({ image: 'web:2' }), web('removed', 'image')],
    ['it was not there before', withWeb({ restart: 'always' }), web('changed', 'restart')],
    ['the container is another', withWeb({}), { container: 'db', path: ['restart'], change: 'added' }],
  ] as [string, object, Declared][])('%s', (_title, after, declared) => {
    expect(compare(BEFORE, after, [declared])).toEqual([expect.stringMatching(/^declared as /)]);
  });

  it('an item that came, while another one changed', () => {
    const after = withWeb({ ports: [{ target: 80, published: '8081' }, { target: 81 }] });
    expect(compare(BEFORE, after, [web('added', 'ports', '81')])).not.toEqual([]);
  });

  it('an item that did not come, beside one that did', () => {
    const after = withWeb({ security_opt: ['label=disable', 'x'] });
    expect(compare(BEFORE, after, [web('added', 'security_opt', 'x'), web('added', 'security_opt', 'y')])).not.toEqual([]);
  });
});
