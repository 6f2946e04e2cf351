import { describe, expect, it } from 'vitest';
import { systems } from '../../../registry/systems.gen.ts';
import { loadSources } from '../../load.ts';
import { PLAYBOOK_IDS } from './playbook.ts';
import { playbooksOf } from './playbooks.ts';

const LAB = `
lab: { title: Test, domain: lab.example.net }
networks: { apps: { title: Apps, role: apps, vlan: 20, cidr: 10.2.20.0/24 } }
hosts:
  two: { title: Two, role: Containers, addresses: { apps: 10.2.20.12 } }
  one: { title: One, role: Containers, addresses: { apps: 10.2.20.11 } }
  later: { title: Later, role: Containers, planned: true }
services:
  notes: { title: Notes, runs-on: one, data: [{ path: /srv/notes, what: the notes, backup: none, because: they are a copy }] }
  clock: { title: Clock, runs-on: two }
`;

function playbooks() {
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text: LAB }], systems);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  return playbooksOf(loaded.value.model);
}

describe('playbooks', () => {
  it('are each there once, in the order of their ids', () => {
    expect(playbooks().map(({ id }) => id)).toEqual(PLAYBOOK_IDS);
  });

  it('take only what is there and can be meant', () => {
    const values = (id: string, name: string) =>
      playbooks()
        .find((each) => each.id === id)
        ?.parameters.find((each) => each.name === name)?.values;
    expect(values('site', 'lab_machine')).toEqual(['one', 'two']);
    expect(values('deploy', 'lab_service')).toEqual(['clock', 'notes']);
    expect(values('restore', 'lab_service')).toEqual(['notes']);
    expect(values('check', 'lab_report')).toBeUndefined();
  });

  it('are started by a person where they put data back', () => {
    for (const { changes, parameters } of playbooks())
      if (changes === 'data') expect(parameters.some(({ required }) => required)).toBe(true);
  });
});
