import { describe, expect, it } from 'vitest';
import { runbookLab } from '../runbooks/test-lab.ts';
import { type HostLoss, hostLoss } from './host-loss.ts';

function loss(id: string, more: object = {}): HostLoss {
  const { model } = runbookLab(more);
  const host = model.hosts.find((each) => each.id === id);
  if (!host) throw new Error(`There is no ${id}`);
  return hostLoss(model, host);
}
const ids = (of: readonly { readonly id: string }[]) => of.map(({ id }) => id);

describe('the loss of a host', () => {
  it('takes its guests and the services in them along', () => {
    expect(ids(loss('two').guests)).toEqual(['box', 'tin']);
    expect(ids(loss('two').services)).toEqual(['blog']);
    expect(ids(loss('one').services)).toEqual(['copies', 'pbs', 'proxy', 'site', 'tunnel', 'vault']);
    expect(ids(loss('one').targets)).toEqual(['disk']);
  });

  it('brings nothing back by a policy that is only planned', () => {
    expect(loss('one', { policies: { daily: { planned: true } } }).restored).toEqual([]);
  });

  it('has no medium that is only planned', () => {
    const later = { title: 'Later', planned: true, medium: 'disk', host: 'one', path: '/mnt/later' };
    expect(ids(loss('one', { targets: { later } }).targets)).toEqual(['disk']);
  });

  it('stops what needs one of its services elsewhere, also by way of another', () => {
    const more = {
      services: {
        blog: { needs: ['site'] },
        wall: { title: 'Wall', 'runs-on': 'two', needs: ['blog'] },
        other: { title: 'Other', 'runs-on': 'two' },
        later: { title: 'Later', 'runs-on': 'two', planned: true, needs: ['blog'] },
      },
    };
    expect(ids(loss('one', more).alsoDown)).toEqual(['blog', 'wall']);
    expect(ids(loss('two', more).alsoDown)).toEqual([]);
  });

  it('tells what comes back from what is gone, and leaves out what lies on the medium itself', () => {
    const { restored, gone, rpo, rto } = loss('one', {
      services: { proxy: { data: [{ path: '/srv/proxy', backup: 'none', because: 'It is made again' }] } },
    });
    expect(restored.map(({ path }) => path)).toEqual(['/etc', '/etc/proxmox-backup', '/srv/site/html', '/srv/site/db']);
    expect(gone.map(({ path }) => path)).toEqual(['/srv/proxy']);
    expect([rpo, rto]).toEqual([86_400, 7_200]);
  });

  it('counts a guest that is kept nowhere as gone, and what is without a promise as nothing', () => {
    const { gone, rto } = loss('two');
    expect(gone.map(({ subject }) => subject)).toEqual(['guest:tin']);
    expect(rto).toBe(14_400);
    expect(loss('two', { guests: { box: { backup: 'none', because: 'x' } }, services: { blog: { planned: true } } })).toMatchObject({
      restored: [],
      rpo: 0,
      rto: 0,
    });
  });

  it('has the order of what it takes along, and of that alone', () => {
    expect(
      loss('one')
        .order.flat()
        .map(({ id }) => id),
    ).toEqual(expect.arrayContaining(['host:one', 'repository:local', 'service:pbs']));
    expect(loss('two').order.map((wave) => ids(wave))).toEqual([['host:two'], ['guest:tin'], ['guest:box'], ['service:blog']]);
  });
});
