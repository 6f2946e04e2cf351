import type { Guest } from '../../core/model/guest/guest.ts';
import { hypervisorOf } from '../../core/roles/played.ts';
import type { CastMachine } from './cast.ts';
import { type AutomationRun, check, subjectOf } from './findings.ts';
import { PACKAGE } from './testbed.ts';

/** An update that breaks on the first machine ends there; those after it keep what they have. */
export async function checkUpdate(run: AutomationRun): Promise<void> {
  const { testbed } = run;
  const machines = testbed.cast.booted.filter((machine) => !isProtectedElsewhere(run, machine));
  const [first, ...later] = machines;
  if (!first) return;
  run.say(`an update that breaks on ${first.id}`);
  await testbed.breakPackage();
  const updated = await testbed.play('update', { only: machines.map(({ id }) => id) });
  const said = updated.machines.get(first.id)?.failed ?? [];
  check(
    run,
    subjectOf(first),
    `${first.id}: an update that breaks fails and says why`,
    updated.code !== 0 && said.some((text) => text.includes(PACKAGE)) ? undefined : said.join(' / ') || 'nothing failed',
  );
  for (const machine of later) {
    const has = await testbed.machine(machine).run(['dpkg-query', '--show', '--showformat', '${Version} ${Status}', PACKAGE]);
    const changed = updated.machines.get(machine.id)?.changed ?? [];
    check(
      run,
      subjectOf(machine),
      `${machine.id}: is not touched after ${first.id} broke`,
      has.stdout === '1 install ok installed' && changed.length === 0 ? undefined : `${has.stdout}; changed: ${changed.join(', ')}`,
    );
  }
}

/** A guest gets a snapshot on its hypervisor first, which is not booted. */
function isProtectedElsewhere({ testbed: { model } }: AutomationRun, { machine }: CastMachine): boolean {
  return machine?.kind === 'guest' && hypervisorOf(model, (machine as Guest).host) !== undefined;
}
