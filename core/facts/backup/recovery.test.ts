import { describe, expect, it } from 'vitest';
import type { Model } from '../../contract.ts';
import type { LoadedLab } from '../../loaded-lab.ts';
import { runbookLab } from '../runbooks/test-lab.ts';
import { recoveryOf } from './recovery.ts';

const waves = ({ model }: Pick<LoadedLab, 'model'>) => recoveryOf(model).waves.map((wave) => wave.map(({ id }) => id));
const circles = (model: Model) => recoveryOf(model).circles.map((circle) => circle.map(({ id }) => id));

/** A lab whose password is kept nowhere; an inventory like that is refused, so it is made by hand. */
function forgetful(vault: boolean): Model {
  const { model } = runbookLab();
  const forget = <T extends { readonly id: string; readonly kept?: string }>({ kept: _, ...secret }: T) => secret;
  const repositories = model.repositories.map((repository) =>
    repository.password ? { ...repository, password: forget(repository.password) } : repository,
  );
  const { vault: keeper, ...recovery } = model.lab.recovery;
  return { ...model, repositories, lab: { ...model.lab, recovery: vault && keeper ? { ...recovery, vault: keeper } : recovery } };
}

describe('the recovery order', () => {
  it('begins with Git and what is on paper, and brings back each thing after what it needs', () => {
    const order = waves(runbookLab());
    expect(order[0]).toEqual(['git:git', 'secret:copies/repository-password']);
    expect(order[1]).toEqual(['host:one', 'host:two']);
    const at = (id: string) => order.findIndex((wave) => wave.includes(id));
    for (const [first, then] of [
      ['host:one', 'repository:local'],
      ['repository:local', 'service:proxy'],
      ['repository:local', 'service:pbs'],
      ['service:pbs', 'repository:server'],
      ['repository:server', 'guest:box'],
      ['guest:box', 'service:blog'],
    ] as const)
      expect([first, then, at(first) >= 0 && at(first) < at(then)]).toEqual([first, then, true]);
    expect(circles(runbookLab().model)).toEqual([]);
  });

  it('has everything once, and nothing that is planned', () => {
    const all = waves(runbookLab({ services: { site: { planned: true } } })).flat();
    expect(all.length).toBe(new Set(all).size);
    expect(all).not.toContain('service:site');
  });

  it('does not wait for what a policy that is only planned would hold', () => {
    const all = recoveryOf(runbookLab({ policies: { daily: { planned: true } } }).model).waves.flat();
    expect(all.find(({ id }) => id === 'service:proxy')).toMatchObject({ needs: ['host:one'], oneOf: [] });
  });

  it('waits for one of several repositories, not for all', () => {
    const { model } = runbookLab({
      targets: { cloud: { title: 'Cloud', medium: 'object-storage', offsite: true } },
      repositories: { cloud: { title: 'Cloud', type: 'restic', target: 'cloud', service: 'copies', location: 's3:lab' } },
      policies: { daily: { to: ['local', 'cloud'] } },
    });
    const proxy = recoveryOf(model)
      .waves.flat()
      .find(({ id }) => id === 'service:proxy');
    expect(proxy?.oneOf).toEqual(['repository:cloud', 'repository:local']);
    expect(proxy?.needs).toEqual(['host:one']);
  });

  it('waits for one repository of each policy that has no other', () => {
    const { model } = runbookLab({
      targets: { cloud: { title: 'Cloud', medium: 'object-storage', offsite: true } },
      repositories: { cloud: { title: 'Cloud', type: 'restic', target: 'cloud', service: 'copies', location: 's3:lab' } },
      policies: {
        away: { title: 'Away', to: ['cloud'], schedule: 'daily', keep: { daily: 7 }, rpo: '24h', rto: '2h' },
        both: { title: 'Both', to: ['local', 'cloud'], schedule: 'daily', keep: { daily: 7 }, rpo: '24h', rto: '2h' },
      },
      services: { vault: { data: ['daily', 'away', 'both'].map((backup) => ({ path: `/srv/vault/${backup}`, backup })) } },
    });
    const vault = recoveryOf(model)
      .waves.flat()
      .find(({ id }) => id === 'service:vault');
    expect(vault?.needs).toEqual(['host:one', 'repository:cloud', 'repository:local']);
    expect(vault?.oneOf).toEqual([]);
  });

  it('brings a service back after what it needs, unless that is planned', () => {
    const { model } = runbookLab({ services: { blog: { needs: ['site'] } } });
    const needs = (of: Model) =>
      recoveryOf(of)
        .waves.flat()
        .find(({ id }) => id === 'service:blog')?.needs;
    expect(needs(model)).toEqual(['guest:box', 'service:site']);
    const services = model.services.map((service) => ({ ...service, needs: service.needs.map((each) => ({ ...each, planned: true })) }));
    expect(needs({ ...model, services } as Model)).toEqual(['guest:box']);
  });

  it('has no repository for a service whose guest is copied whole, and a guest from its repository', () => {
    const all = recoveryOf(runbookLab().model).waves.flat();
    expect(all.find(({ id }) => id === 'service:blog')).toMatchObject({ needs: ['guest:box'], oneOf: [] });
    expect(all.find(({ id }) => id === 'guest:box')).toMatchObject({ needs: ['git:git', 'host:two'], oneOf: ['repository:server'] });
    expect(all.find(({ id }) => id === 'guest:tin')).toMatchObject({ oneOf: [] });
  });
});

describe('a circle', () => {
  it('is a password that is kept only with what it opens', () => {
    expect(circles(forgetful(false))).toEqual([['repository:local', 'secret:copies/repository-password']]);
  });

  it('is none while a vault that needs no backup holds the password', () => {
    expect(circles(forgetful(true))).toEqual([]);
  });

  it('is of every repository that one password opens', () => {
    const { repositories, ...model } = forgetful(false);
    const twins = repositories.flatMap((each) => (each.id === 'local' ? [each, { ...each, id: 'twin' }] : [each]));
    const secret = recoveryOf({ ...model, repositories: twins } as Model)
      .circles.flat()
      .find(({ thing }) => thing.kind === 'secret');
    expect(secret?.needs).toEqual(['repository:local', 'repository:twin']);
  });

  it('is a password whose vault is only planned', () => {
    const model = forgetful(true);
    const vault = model.lab.recovery.vault && { ...model.lab.recovery.vault, planned: true };
    const lab = { ...model.lab, recovery: { ...model.lab.recovery, vault } };
    expect(circles({ ...model, lab } as Model)).toEqual([['repository:local', 'secret:copies/repository-password']]);
  });

  it('holds back what hangs on it, and nothing else', () => {
    const model = forgetful(false);
    const back = recoveryOf(model)
      .waves.flat()
      .map(({ id }) => id);
    expect(back).toEqual(expect.arrayContaining(['git:git', 'host:one', 'host:two', 'guest:tin', 'service:vault']));
    for (const id of ['service:proxy', 'service:pbs', 'repository:server', 'guest:box', 'service:blog']) expect(back).not.toContain(id);
  });

  it('is a vault whose own data are behind the password, however far away', () => {
    const model = forgetful(true);
    const proxy = model.services.find(({ id }) => id === 'proxy');
    const lab = { ...model.lab, recovery: { ...model.lab.recovery, vault: proxy } };
    expect(circles({ ...model, lab } as Model)).toEqual([['repository:local', 'secret:copies/repository-password', 'service:proxy']]);
  });

  it('is Git on the host that is built from it, unless a copy is kept elsewhere', () => {
    const { model } = runbookLab();
    const proxy = model.services.find(({ id }) => id === 'proxy');
    const served = (kept?: string) => ({ url: 'https://git.example.net/lab.git', service: proxy, ...(kept === undefined ? {} : { kept }) });
    const withGit = (git: object) => ({ ...model, lab: { ...model.lab, recovery: { ...model.lab.recovery, git } } }) as Model;
    expect(circles(withGit(served('on a stick')))).toEqual([]);
    expect(circles(withGit(served()))).toEqual([['git:git', 'service:proxy', 'host:one']]);
  });
});
