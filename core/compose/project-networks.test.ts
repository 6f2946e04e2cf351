import { expect, it } from 'vitest';
import { externalNetworks, networkKeys } from './project-networks.ts';

const project = {
  services: {},
  networks: {
    'to-a': { driver: 'bridge' },
    proxy: { name: 'to-b', external: true },
    old: { external: { name: 'x' } },
    own: { external: false },
  },
};

it('a network of the lab has its own name as key, unless the project has it already or calls another one so', () => {
  expect(Object.fromEntries(networkKeys(project, ['to-a', 'to-b', 'to-c']))).toEqual({
    'to-a': 'lab-to-a',
    'to-b': 'proxy',
    'to-c': 'to-c',
  });
});

it('external networks are those that the project does not make, in the new form and the old', () => {
  expect(externalNetworks(project)).toEqual([
    { key: 'proxy', name: 'to-b' },
    { key: 'old', name: 'x' },
  ]);
});
