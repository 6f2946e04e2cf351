import { describe, expect, it } from 'vitest';
import { runbookLab } from '../runbooks/test-lab.ts';
import { backupJobs, copiedPaths, dumpJobs, guestJobs } from './jobs.ts';

describe('copies by restic', () => {
  it('are one for each machine and policy, with every path', () => {
    const jobs = backupJobs(runbookLab().model);
    expect(jobs.map(({ machine, policy, repositories }) => [machine.id, policy.id, repositories.map(({ id }) => id)])).toEqual([
      ['one', 'daily', ['local']],
    ]);
    expect(jobs[0]?.paths.map(({ path }) => path)).toEqual(['/etc', '/etc/proxmox-backup', '/srv/proxy', '/srv/site/db', '/srv/site/html']);
  });

  it('take the dump of a database in the place of its files', () => {
    const [job] = backupJobs(runbookLab().model);
    expect(job && copiedPaths(job)).toEqual([
      '/etc',
      '/etc/proxmox-backup',
      '/srv/proxy',
      '/srv/site/html',
      '/var/lib/rackbook/dumps/site/db.sql',
    ]);
  });

  it('take the files of a database that is not to be dumped', () => {
    const data = [{ path: '/srv/site/db', backup: 'daily', quiesce: 'none' }];
    const [job] = backupJobs(runbookLab({ services: { site: { data: [{ path: '/srv/site/html', backup: 'daily' }, ...data] } } }).model);
    expect(job && copiedPaths(job)).toEqual(['/etc', '/etc/proxmox-backup', '/srv/proxy', '/srv/site/db', '/srv/site/html']);
  });

  it('take a folder whole that holds the files of a database among others', () => {
    const data = [{ path: '/srv/site', backup: 'daily', quiesce: 'dump' }];
    const [job] = backupJobs(runbookLab({ services: { site: { data } } }).model);
    expect(job?.databases.map(({ files }) => files)).toEqual(['/srv/site/db']);
    expect(job && copiedPaths(job)).toEqual([
      '/etc',
      '/etc/proxmox-backup',
      '/srv/proxy',
      '/srv/site',
      '/var/lib/rackbook/dumps/site/db.sql',
    ]);
  });

  it('take a path that two services have in common once, and know of both', () => {
    const shared = { data: [{ path: '/srv/shared', backup: 'daily' }] };
    const [job] = backupJobs(runbookLab({ services: { vault: shared, tunnel: { data: [...shared.data] } } }).model);
    expect(job?.paths.filter(({ path }) => path === '/srv/shared').map(({ service }) => service.id)).toEqual(['tunnel', 'vault']);
    expect(job && copiedPaths(job).filter((path) => path === '/srv/shared')).toEqual(['/srv/shared']);
  });

  it('copy a folder of a database whose files another service wants too', () => {
    const [job] = backupJobs(runbookLab({ services: { vault: { data: [{ path: '/srv/site', backup: 'daily' }] } } }).model);
    expect(job?.databases.map(({ service }) => service.id)).toEqual(['site']);
    expect(job && copiedPaths(job)).toEqual([
      '/etc',
      '/etc/proxmox-backup',
      '/srv/proxy',
      '/srv/site',
      '/srv/site/html',
      '/var/lib/rackbook/dumps/site/db.sql',
    ]);
  });

  it('say which services they stop and what they freeze, each once', () => {
    const [job] = backupJobs(
      runbookLab({
        hosts: { one: { snapshots: { tool: 'btrbk', schedule: 'hourly', keep: { daily: 7 }, of: ['/srv'] } } },
        services: {
          site: {
            data: [
              { path: '/srv/site/html', backup: 'daily' },
              { path: '/srv/site/more', backup: 'daily' },
              { path: '/srv/site/db', backup: 'daily', quiesce: 'stop' },
            ],
          },
        },
      }).model,
    );
    expect(job?.stops.map(({ id }) => id)).toEqual(['site']);
    expect(job?.frozen).toEqual([{ tool: 'btrbk', mount: '/srv' }]);
    expect(job?.databases).toEqual([]);
  });

  it('leave out what is planned: the service, the policy, the repository or its disk', () => {
    const planned = { planned: true };
    const count = (more: object) => backupJobs(runbookLab(more).model).flatMap(({ paths }) => paths).length;
    expect(count({})).toBe(5);
    expect(count({ services: { site: planned } })).toBe(3);
    for (const section of [{ policies: { daily: planned } }, { repositories: { local: planned } }, { targets: { disk: planned } }])
      expect(count(section)).toBe(0);
  });
});

describe('dumps of their own', () => {
  it('are made where the whole guest is copied, and not where restic copies the dump', () => {
    expect(dumpJobs(runbookLab().model).map(({ machine, schedule, databases }) => [machine.id, schedule, databases.length])).toEqual([
      ['box', 'daily', 1],
    ]);
  });

  it('are none where a policy copies by restic as well', () => {
    const { model } = runbookLab({
      targets: { cloud: { title: 'Cloud', medium: 'object-storage', offsite: true } },
      repositories: { cloud: { title: 'Cloud', type: 'restic', target: 'cloud', service: 'copies', location: 's3:lab' } },
      policies: {
        mixed: { title: 'Mixed', to: ['server', 'cloud'], schedule: 'daily', dumps: 'daily', keep: { last: 3 }, rpo: '24h', rto: '4h' },
      },
      services: { blog: { data: [{ path: '/srv/blog/db', backup: 'mixed' }] } },
    });
    expect(backupJobs(model).map(({ machine, databases }) => [machine.id, databases.length])).toEqual([
      ['box', 1],
      ['one', 1],
    ]);
    expect(dumpJobs(model)).toEqual([]);
  });

  it('are none of a database that is to be taken as it is', () => {
    const data = [{ path: '/srv/blog/db', backup: 'images', quiesce: 'none' }];
    expect(dumpJobs(runbookLab({ services: { blog: { data } } }).model)).toEqual([]);
  });

  it('leave out what is planned', () => {
    const planned = { planned: true };
    for (const section of [{ policies: { images: planned } }, { repositories: { server: planned } }, { services: { blog: planned } }])
      expect(dumpJobs(runbookLab(section).model)).toEqual([]);
  });

  it('are none without a schedule for them', () => {
    const { model } = runbookLab();
    const policies = model.policies.map(({ dumps: _, ...policy }) => policy);
    const services = model.services.map((service) => ({
      ...service,
      data: service.data.map((data) => ({ ...data, backup: { policy: policies.find(({ id }) => id === data.backup.policy?.id) } })),
    }));
    expect(dumpJobs({ ...model, services } as typeof model)).toEqual([]);
  });
});

describe('copies of guests', () => {
  it('are one for each host, policy and repository', () => {
    const lab = runbookLab({
      guests: { tan: { title: 'Tan', type: 'lxc', vmid: 100, host: 'two', addresses: { apps: '10.3.20.23' }, backup: 'images' } },
    });
    expect(
      guestJobs(lab.model).map(({ host, policy, repository, guests }) => [host.id, policy.id, repository.id, guests.map(({ id }) => id)]),
    ).toEqual([['two', 'images', 'server', ['tan', 'box']]]);
  });

  it('leave out what is planned', () => {
    const planned = { planned: true };
    for (const section of [{ policies: { images: planned } }, { repositories: { server: planned } }, { targets: { disk: planned } }])
      expect(guestJobs(runbookLab(section).model)).toEqual([]);
  });
});
