import { describe, expect, it } from 'vitest';
import { runbookLab } from '../runbooks/test-lab.ts';
import { schedulesOf } from './schedules.ts';

const schedules = (more: object = {}) => schedulesOf(runbookLab(more).model);
const snapshots = (value: object) => schedules({ hosts: { one: { snapshots: value } } }).filter(({ id }) => id.includes('snapshots'));

describe('schedules', () => {
  it('are those of copies, dumps, guests and upkeep, sorted', () => {
    expect(schedules().map(({ id, unit }) => [id, unit !== undefined])).toEqual([
      ['box/rackbook-dump-images', true],
      ['one/rackbook-backup-daily', true],
      ['one/rackbook-check-local', true],
      ['one/rackbook-check-server', false],
      ['one/rackbook-prune-local', true],
      ['one/rackbook-prune-server', false],
      ['one/rackbook-restore-test-local', true],
      ['two/vzdump-images-server', false],
    ]);
  });

  it('say in words what happens, to what, and when', () => {
    const found = schedules({ repositories: { local: { upkeep: { check: 'Mon 05:00' } } } }).find(
      ({ id }) => id === 'one/rackbook-check-local',
    );
    expect(found).toMatchObject({
      title: 'Reads a part of Local and compares it',
      subject: 'repository:local',
      expression: 'Mon 05:00',
      unit: 'rackbook-check-local',
    });
  });

  it('have local snapshots where a generated timer makes them', () => {
    const lvm = { tool: 'lvm', schedule: 'daily', keep: 3, of: [{ volume: 'vg0/srv', mount: '/srv' }] };
    expect(snapshots(lvm)).toMatchObject([
      { id: 'one/rackbook-snapshots', expression: 'daily', unit: 'rackbook-snapshots', subject: 'host:one' },
    ]);
    expect(snapshots({ tool: 'btrbk', schedule: 'hourly', keep: { daily: 7 }, of: ['/srv'] })).toMatchObject([{ expression: 'hourly' }]);
    expect(snapshots({ tool: 'sanoid', keep: { daily: 7 }, of: [{ dataset: 'tank/srv', mount: '/srv' }] })).toEqual([]);
    expect(snapshots({ tool: 'proxmox', when: 'by hand', keep: 'two' })).toEqual([]);
  });

  it('leave out what is planned', () => {
    expect(schedules({ targets: { disk: { planned: true } } })).toEqual([]);
    const lvm = { tool: 'lvm', schedule: 'daily', keep: 3, of: [{ volume: 'vg0/srv', mount: '/srv' }] };
    const later = { title: 'Later', role: 'Host', planned: true, snapshots: lvm };
    expect(schedules({ hosts: { later } }).filter(({ id }) => id.startsWith('later/'))).toEqual([]);
  });
});
