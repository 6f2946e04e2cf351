import { describe, expect, it } from 'vitest';
import { systems } from '../../../registry/systems.gen.ts';
import { loadSources } from '../../load.ts';
import { runbooksOf } from '../runbooks/runbooks.ts';
import { automaticWords, controlLost, usedAutomation } from './automatic.ts';
import { workedMachinesOf } from './machine-work.ts';
import { playbooksOf } from './playbooks.ts';
import { exampleCommand, startLines } from './start-here.ts';

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKmLw6eHGFFRT9DfYV48KfoE7HW463GnmcjZs9UNxglr me';

/** A lab with a host, another that is left alone, and a service whose files are copied. */
function modelOf(ansible?: string) {
  const text = `
lab: { title: Test, domain: lab.example.net }
${ansible === undefined ? '' : `systems: { ansible: ${ansible} }`}
networks: { apps: { title: Apps, role: apps, vlan: 20, cidr: 10.2.20.0/24 } }
hosts:
  one: { title: One, role: Containers, os: Debian 13, docker: {}, addresses: { apps: 10.2.20.11 } }
  two: { title: Two, role: Something else, os: Debian 13, addresses: { apps: 10.2.20.12 } }
targets: { disk: { title: Disk, medium: disk, host: one, path: /mnt/disk } }
repositories: { copies: { title: Copies, type: restic, target: disk, service: keeper, location: /mnt/disk/restic } }
policies: { daily: { title: Daily, to: [copies], schedule: daily, keep: { daily: 7 }, rpo: 24h, rto: 2h } }
services:
  keeper: { title: Keeper, runs-on: one, secrets: { repository-password: { what: password, kept: on paper } } }
  wiki: { title: Wiki, runs-on: one, compose: { services: { wiki: { image: "wiki:1", volumes: ["/srv/wiki:/data"] } } }, data: [{ path: /srv/wiki, what: pages, backup: daily }] }
  clock: { title: Clock, runs-on: one, compose: { services: { clock: { image: "clock:1" } } } }
`;
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text }], systems);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message, hint }) => `${message} ${hint}`).join('\n'));
  return loaded.value.model;
}

describe('a lab that does not say who may log in', () => {
  const model = modelOf();

  it('uses no playbooks, so that no page and no runbook speaks of them', () => {
    expect(usedAutomation(model)).toBeUndefined();
    expect(workedMachinesOf(model).size).toBe(0);
    expect(runbooksOf(model).filter(({ automatic }) => automatic)).toEqual([]);
    expect(controlLost(model)).toEqual([]);
  });
});

describe('a lab with playbooks', () => {
  const model = modelOf(`{ keys: ["${KEY}"], skip: { two: it is borrowed } }`);
  const words = (id: string, of = model) => {
    const runbook = runbooksOf(of).find((each) => each.id === id);
    return runbook && automaticWords(of, runbook);
  };

  it('rebuilds a host with one, and says the command as it is typed', () => {
    expect(words('rebuild-one')?.command).toBe(
      'cd infra/ansible && ansible-playbook --inventory inventory playbooks/rebuild.yml --extra-vars lab_machine=one --extra-vars ansible_user=root',
    );
  });

  it('restores a service with one', () => {
    expect(words('restore-service-wiki')?.command).toContain('playbooks/restore.yml --extra-vars lab_service=wiki');
  });

  it('leaves the runbooks of a machine that is left alone to a person', () => {
    const other = modelOf(`{ keys: ["${KEY}"], skip: { one: it is borrowed } }`);
    expect([words('rebuild-two'), words('restore-service-wiki', other)]).toEqual([undefined, undefined]);
    expect(workedMachinesOf(model).get('two')).toMatchObject({ leftAlone: 'it is borrowed', work: [] });
  });

  it('says what is done on a machine in the order in which it is brought up', () => {
    const work =
      workedMachinesOf(model)
        .get('one')
        ?.work.map(({ id }) => id) ?? [];
    expect(work[0]).toBe('base');
    expect(work.slice(-2)).toEqual(['stacks', 'restic']);
  });

  it('types bootstrap before it builds the lab', () => {
    const automation = usedAutomation(model);
    if (!automation) throw new Error('It uses none');
    expect(startLines(model, automation).map(({ id }) => id)).toEqual(['install', 'bootstrap', 'site', 'deploy']);
    for (const playbook of playbooksOf(model))
      expect(exampleCommand(model, automation, playbook)).toContain(`playbooks/${playbook.id}.yml`);
  });

  it('says what takes the place of the machine that playbooks are run from, when that is the one that is lost', () => {
    const own = modelOf(`{ keys: ["${KEY}"], control: one }`);
    expect(words('rebuild-one', own)?.after).toMatch(/^One is what playbooks are run from\. While it is down/);
    expect(words('rebuild-two', own)?.before).toContain('started on One');
    expect(controlLost(own)).toHaveLength(1);
    expect(runbooksOf(own).find(({ id }) => id === 'site-lost')?.text).toContainEqual(controlLost(own)[0]);
  });
});
