import { describe, expect, it } from 'vitest';
import { runbooksOf } from './runbooks.ts';
import { runbookLab } from './test-lab.ts';

/** Keeps a folder of its own inside one of another service. */
const within = (id: string, machine: string) => ({
  [id]: { title: id, 'runs-on': machine, data: [{ path: '/srv/site/html/pictures', backup: 'daily' }] },
});
const anywhere = { repositories: { local: { location: 'rest:https://backup.example.net/lab' } } };

describe('who keeps something below the folders of a service', () => {
  const textOf = (services: object) => {
    const { model } = runbookLab({ ...anywhere, services });
    return runbooksOf(model)
      .find(({ id }) => id === 'restore-service-site')
      ?.text.filter((text) => text.includes('below these folders'));
  };

  it('is named in its runbook', () => {
    expect(textOf(within('pictures', 'one'))).toEqual([expect.stringMatching(/^pictures /)]);
    expect(textOf({})).toEqual([]);
  });

  it('is on the same machine: the same path elsewhere is another folder', () => {
    expect(textOf({ ...within('pictures', 'one'), ...within('elsewhere', 'box') })).toEqual([expect.stringMatching(/^pictures /)]);
  });
});
