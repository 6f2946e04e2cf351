import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadLab } from '../../core/load.ts';
import { systems } from '../../registry/systems.gen.ts';
import { LABS } from '../../tests/labs/labs.ts';
import deploy from './deploy.ts';

async function deployments(lab: string) {
  const { inventoryDir = join('no', lab) } = LABS.find(({ name }) => name === lab) ?? {};
  const loaded = await loadLab(inventoryDir, systems);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  return deploy(loaded.value.model);
}

it('is started again for its entry points, and not for a route', async () => {
  const [dynamic, entryPoints] = await deployments('reference');
  expect(dynamic).toMatchObject({ machine: 'srv-1', folders: ['infra/traefik/dynamic'] });
  expect(dynamic).not.toHaveProperty('restartsServices');
  expect(entryPoints).toMatchObject({ machine: 'srv-1', restartsServices: ['traefik'] });
});

it('leaves the start to a person where it runs outside of any container', async () => {
  for (const each of await deployments('outside-docker'))
    expect(each).toMatchObject({ machine: 'front', byHand: [expect.stringContaining('nothing says how it is started')] });
});

it('has nothing to do in a lab without it', async () => {
  expect(await deployments('one-host')).toEqual([]);
});
