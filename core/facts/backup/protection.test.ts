import { describe, expect, it } from 'vitest';
import { runbookLab } from '../runbooks/test-lab.ts';
import { LAYERS, type Protection, protectionOf } from './protection.ts';

/** Another disk, and one in another place, on which restic may write too. */
const MORE = {
  targets: {
    second: { title: 'Second', medium: 'disk', host: 'one', path: '/mnt/second' },
    cloud: { title: 'Cloud', medium: 'object-storage', offsite: true },
  },
  repositories: {
    twin: { title: 'Twin', type: 'restic', target: 'disk', service: 'copies', location: '/mnt/disk/twin' },
    second: { title: 'Second', type: 'restic', target: 'second', service: 'copies', location: '/mnt/second/restic' },
    cloud: { title: 'Cloud', type: 'restic', target: 'cloud', service: 'copies', location: 's3:lab' },
  },
};

function row(more: object, subject: string, path?: string): Protection {
  const found = protectionOf(runbookLab(more).model).find((each) => each.subject === subject && (path === undefined || each.path === path));
  if (!found) throw new Error(`There is no ${subject}`);
  return found;
}

const to = (...repositories: string[]) => ({ ...MORE, policies: { daily: { to: repositories } } });
const states = ({ layers }: Protection) => LAYERS.map((layer) => layers[layer].state).join(' ');

describe('protection', () => {
  it('calls nothing kept by a policy that is only planned, whatever its repositories are', () => {
    const planned = row({ policies: { daily: { planned: true } } }, 'service:proxy');
    expect(states(planned)).not.toContain('kept');
    expect(states(planned)).toContain('planned');
    expect(planned.verdict).toMatchObject({ copies: 1, ok: false });
  });

  it('says which databases are copied while they run, also where a person has decided that this will do', () => {
    const undumped = (data: object) => {
      const compose = { services: { cache: { image: 'redis:8', volumes: ['/srv/app:/data'] } } };
      const app = { title: 'App', 'runs-on': 'one', data: [{ path: '/srv/app', backup: 'daily', ...data }], compose };
      return row({ services: { app } }, 'service:app').undumped.map(({ title }) => title);
    };
    expect(undumped({})).toEqual(['Redis']);
    expect(undumped({ quiesce: 'none' })).toEqual(['Redis']);
    expect(undumped({ quiesce: 'stop' })).toEqual([]);
    expect(row({}, 'service:site', '/srv/site/db').undumped).toEqual([]);
  });

  it('has a row for every guest and every path', () => {
    expect(protectionOf(runbookLab().model).map(({ subject, path }) => `${subject} ${path}`)).toEqual([
      'guest:box VM 101',
      'guest:tin LXC 102',
      'service:blog /srv/blog/db',
      'service:copies /etc',
      'service:pbs /etc/proxmox-backup',
      'service:pbs /mnt/disk/pbs',
      'service:proxy /srv/proxy',
      'service:site /srv/site/html',
      'service:site /srv/site/db',
    ]);
  });

  it('tells the layers apart, and what is only planned', () => {
    expect(states(row({}, 'service:proxy'))).toBe('none kept none none');
    expect(states(row({}, 'guest:box'))).toBe('none none kept none');
    expect(states(row(to('local', 'cloud'), 'service:proxy'))).toBe('none kept none kept');
    expect(
      states(
        row(
          { ...to('local', 'cloud'), repositories: { ...MORE.repositories, cloud: { ...MORE.repositories.cloud, planned: true } } },
          'service:proxy',
        ),
      ),
    ).toBe('none kept none planned');
    expect(
      states(
        row({ hosts: { one: { snapshots: { tool: 'btrbk', schedule: 'daily', keep: { daily: 7 }, of: ['/srv'] } } } }, 'service:proxy'),
      ),
    ).toBe('kept kept none none');
  });

  it('has snapshots of guests where their hypervisor makes such', () => {
    const snapshots = { tool: 'proxmox', when: 'by hand', keep: 'two' };
    expect(states(row({ hosts: { two: { snapshots } } }, 'guest:box'))).toBe('kept none kept none');
    expect(states(row({ hosts: { one: { snapshots } } }, 'service:proxy'))).toBe('none kept none none');
  });

  it('counts a backup server in another place as that alone', () => {
    expect(states(row({ targets: { disk: { offsite: true } } }, 'guest:box'))).toBe('none none none kept');
  });

  it('says why something is left out, and judges it not', () => {
    const left = row({}, 'service:pbs', '/mnt/disk/pbs');
    expect(left).toMatchObject({ because: 'It is the copy' });
    expect(left.verdict).toBeUndefined();
    expect(left.policy).toBeUndefined();
  });

  it('promises what the service promises, before its policy', () => {
    expect(row({}, 'service:proxy')).toMatchObject({ rpo: 86_400, rto: 7_200 });
    expect(row({ services: { proxy: { recovery: { rto: '15m' } } } }, 'service:proxy')).toMatchObject({ rpo: 86_400, rto: 900 });
    const slow = { policies: { daily: { rpo: '48h' } }, services: { proxy: { recovery: { rpo: '30h' } } } };
    expect(row(slow, 'service:proxy')).toMatchObject({ rpo: 108_000, rto: 7_200 });
  });
});

describe('three copies on two media, one elsewhere', () => {
  it.each([
    [['local'], { copies: 2, media: 2, offsite: 0, ok: false, planned: false }],
    [['local', 'twin'], { copies: 3, media: 2, offsite: 0, ok: false, planned: false }],
    [['local', 'second'], { copies: 3, media: 3, offsite: 0, ok: false, planned: false }],
    [['cloud'], { copies: 2, media: 2, offsite: 1, ok: false, planned: false }],
    [['local', 'cloud'], { copies: 3, media: 3, offsite: 1, ok: true, planned: false }],
  ])('%j', (repositories, verdict) => {
    expect(row(to(...repositories), 'service:proxy').verdict).toMatchObject(verdict);
  });

  it('says each thing that is missing', () => {
    expect(row({}, 'service:proxy').verdict?.missing).toEqual(['2 copies with the original, not 3', 'none in another place']);
    expect(row(to('local', 'cloud'), 'service:proxy').verdict?.missing).toEqual([]);
  });

  it('is planned where what is planned fulfils it', () => {
    const repositories = { ...MORE.repositories, cloud: { ...MORE.repositories.cloud, planned: true } };
    expect(row({ ...to('local', 'cloud'), repositories }, 'service:proxy').verdict).toMatchObject({ ok: false, planned: true });
    expect(row({ ...to('local', 'second'), repositories }, 'service:proxy').verdict).toMatchObject({ ok: false, planned: false });
  });
});
