import { expect, it } from 'vitest';
import { systems } from '../../registry/systems.gen.ts';
import { loadSources } from '../load.ts';
import { type MountedFiles, mountedFiles } from './mounted-files.ts';

/** The deployment of files for the service `app`, whose container mounts these volumes; `others` are more services. */
function deployed(volumes: readonly unknown[] | undefined, files: Partial<MountedFiles>, others: object = {}) {
  const compose = volumes && { services: { app: { image: 'app:1.0', ...(volumes.length > 0 ? { volumes } : {}) } } };
  const data = {
    lab: { title: 'Lab', domain: 'lab.example.net' },
    networks: { apps: { title: 'Apps', role: 'apps', cidr: '10.2.20.0/24' } },
    hosts: { one: { title: 'One', role: 'Docker host', addresses: { apps: '10.2.20.11' }, docker: {} } },
    services: {
      app: { title: 'App', 'runs-on': 'one', ...(compose ? { compose } : { health: { none: 'a trial' } }) },
      ...others,
    },
  };
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text: JSON.stringify(data) }], systems);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  const { model } = loaded.value;
  const service = model.services.find(({ id }) => id === 'app');
  if (!service) throw new Error('there is no app');
  return mountedFiles(model, { id: 'app', title: 'Files of App', service, ...files });
}

const FILE = { files: ['infra/app/app.yaml'] };
const FOLDER = { folders: ['infra/app/rules'] };
const WATCHED = { ...FOLDER, isWatched: true } as const;

it.each([
  ['a file', '../../../app/app.yaml:/etc/app.yaml:ro', FILE],
  ['the same by its absolute path', '/opt/rackbook/infra/app/app.yaml:/etc/app.yaml:ro', FILE],
  ['the same in the long form', { type: 'bind', source: '../../../app/app.yaml', target: '/etc/app.yaml', read_only: true }, FILE],
  ['the folder of a file', '../../../app:/etc/app:ro', FILE],
  ['a folder', '../../../app/rules:/etc/rules:ro', FOLDER],
  ['a file of a folder', '../../../app/rules/one.yaml:/etc/one.yaml:ro', FOLDER],
])('starts a project again that mounts %s', (_, volume, files) => {
  expect(deployed([volume], files)).toMatchObject({ restartsServices: ['app'] });
  expect(deployed([volume], files)).not.toHaveProperty('byHand');
});

it('lets a program that watches a folder run, unless it mounts a file alone, which stays what it was', () => {
  expect(deployed(['../../../app/rules:/etc/rules:ro'], WATCHED)).toEqual({
    id: 'app',
    step: 'mounted',
    machine: 'one',
    title: 'Files of App',
    folders: ['infra/app/rules'],
  });
  expect(deployed(['../../../app/rules/one.yaml:/etc/one.yaml:ro'], WATCHED)).toMatchObject({ restartsServices: ['app'] });
});

it('starts others again that mount the same, and none that sees the whole machine', () => {
  const of = (volume: string, more: object = {}) => ({
    title: 'Other',
    'runs-on': 'one',
    ...more,
    compose: { services: { other: { image: 'other:1.0', volumes: [volume] } } },
  });
  const others = {
    copier: of('../../../app/app.yaml:/in.yaml:ro'),
    meter: of('/:/host:ro', { 'host-access': { '/': 'It measures the file systems' } }),
    far: of('../../../other:/other:ro'),
  };
  expect(deployed(['../../../app/app.yaml:/etc/app.yaml:ro'], FILE, others)).toMatchObject({ restartsServices: ['app', 'copier'] });
});

it('says what a person has to do where nothing is known to read them', () => {
  const { byHand, restartsServices, places } = deployed([], FILE);
  expect(byHand).toEqual([expect.stringContaining('/opt/rackbook/infra/app/app.yaml')]);
  expect(restartsServices).toBeUndefined();
  expect(places).toEqual([{ from: 'infra/app/app.yaml', to: '/opt/rackbook/infra/app/app.yaml' }]);
  expect(deployed(undefined, FILE).byHand).toEqual([expect.stringContaining('nothing says how it is started')]);
});
