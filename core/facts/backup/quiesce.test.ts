import { describe, expect, it } from 'vitest';
import { runbookLab } from '../runbooks/test-lab.ts';
import { frozenSource, quiesceOf } from './quiesce.ts';

const snapshots = (of: readonly string[]) => ({
  hosts: { one: { snapshots: { tool: 'btrbk', schedule: 'hourly', keep: { hourly: 24 }, of } } },
});

function ways(service: string, more: object = {}): Record<string, string> {
  const { model } = runbookLab(more);
  const found = model.services.find(({ id }) => id === service);
  if (!found) throw new Error(`There is no ${service}`);
  return Object.fromEntries(found.data.map((data) => [data.path, quiesceOf(model, found, data)]));
}

describe('data are quiesced', () => {
  it('by a dump where they are a database, else not at all', () => {
    expect(ways('site')).toEqual({ '/srv/site/html': 'none', '/srv/site/db': 'dump' });
  });

  it('in a snapshot where their machine makes such', () => {
    expect(ways('site', snapshots(['/srv']))).toEqual({ '/srv/site/html': 'snapshot', '/srv/site/db': 'dump' });
    expect(ways('site', snapshots(['/srv/']))).toMatchObject({ '/srv/site/html': 'snapshot' });
    expect(ways('site', snapshots(['/home']))).toMatchObject({ '/srv/site/html': 'none' });
  });

  it('as the inventory says, before anything else', () => {
    const data = [
      { path: '/srv/site/html', backup: 'daily', quiesce: 'stop' },
      { path: '/srv/site/db', backup: 'daily', quiesce: 'none' },
    ];
    expect(ways('site', { ...snapshots(['/srv']), services: { site: { data } } })).toEqual({
      '/srv/site/html': 'stop',
      '/srv/site/db': 'none',
    });
  });
});

describe('a snapshot of data', () => {
  const sourceOf = (more: object, path: string) => {
    const service = runbookLab(more).model.services.find(({ id }) => id === 'site');
    return service && frozenSource(service, path);
  };

  it('is of the file system that is mounted deepest', () => {
    expect(sourceOf(snapshots(['/srv', '/srv/site']), '/srv/site/html')).toEqual({ tool: 'btrbk', mount: '/srv/site' });
    expect(sourceOf(snapshots(['/srv', '/srv/site']), '/srv/proxy')).toEqual({ tool: 'btrbk', mount: '/srv' });
  });

  it('is none of a hypervisor, which makes snapshots of guests', () => {
    expect(
      sourceOf({ hosts: { one: { snapshots: { tool: 'proxmox', when: 'by hand', keep: 'two' } } } }, '/srv/site/html'),
    ).toBeUndefined();
  });
});
