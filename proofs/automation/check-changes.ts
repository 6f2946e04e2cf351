import { setTimeout as delay } from 'node:timers/promises';
import type { Stack } from '../../core/compose/stacks.ts';
import { quote } from '../../formats/shell.ts';
import { containersOf, type RunningContainer } from '../../testbed/engine/containers.ts';
import { checkAll } from './bring-up.ts';
import { secretToChange, serviceToChange, serviceToRemove } from './choose.ts';
import { type AutomationRun, check, subjectOf, unexpected } from './findings.ts';
import { changedServices, containerIds, difference, stateOf } from './machine-state.ts';
import { readReport, reportDifference } from './report.ts';
import { brokenImage, missingImage, nextImage, withImage } from './versions.ts';

const SETTLES_MS = 20_000;

/** A run that finds all as it left it changes nothing. */
export async function checkSecondRun(run: AutomationRun): Promise<void> {
  const { testbed } = run;
  const { booted } = testbed.cast;
  run.say('the whole lab a second time');
  const again = await testbed.play('site', { only: booted.map(({ id }) => id) });
  for (const machine of booted) {
    const changed = again.machines.get(machine.id)?.changed ?? [];
    check(
      run,
      subjectOf(machine),
      `${machine.id}: a second run changes nothing`,
      unexpected(again, machine) ?? (changed.length === 0 ? undefined : `it changed: ${changed.join(', ')}`),
    );
  }
}

/** A service with a newer image, and a secret with another value: told before, then done, and nothing else is touched. */
export async function checkChange(run: AutomationRun): Promise<void> {
  const { testbed } = run;
  const { main } = testbed.cast;
  const subject = subjectOf(main);
  const changed = serviceToChange(testbed.model, main);
  const secret = testbed.secrets.values.size > 0 ? secretToChange(testbed.model, main, changed?.stack.service) : undefined;
  if (!changed && !secret) return;
  run.say(
    `${main.id}: ${[changed && `${changed.stack.service.id} with a newer image`, secret && `a new value of ${secret.secret}`].filter(Boolean).join(', ')}`,
  );
  const machine = testbed.machine(main);
  const before = await containerIds(machine);
  if (changed) await setImage(run, changed.stack, changed.image, nextImage(changed.image));
  if (secret) await testbed.secrets.change([secret.secret]);
  const state = await stateOf(machine, main);
  const options = (report: string) => ({ only: [main.id], parameters: { lab_machine: main.id, lab_report: testbed.reports(report) } });
  const looked = await testbed.play('check', options('before'));
  const problem =
    looked.code === 0 ? difference(state, await stateOf(machine, main)) : `it ended with ${looked.code}: ${looked.said.slice(-400)}`;
  check(run, subject, `${main.id}: a look before a change changes nothing`, problem);
  const done = await testbed.play('site', options('after'));
  check(run, subject, `${main.id}: a change is made`, unexpected(done, main));
  const [foretold, made] = [await readReport(testbed.reports('before')), await readReport(testbed.reports('after'))];
  check(run, subject, `${main.id}: the look before tells what is then changed`, reportDifference(foretold.report, made.report));
  const wanted = [...(changed ? [changed.stack.service.id] : []), ...(secret?.readers ?? []).map(({ id }) => id)].sort();
  const touched = changedServices(before, await containerIds(machine));
  check(
    run,
    subject,
    `${main.id}: containers of changed services alone are made anew`,
    `${touched}` === `${wanted}` ? undefined : `wanted ${wanted.join(', ')}, got ${touched.join(', ') || 'none'}`,
  );
  await checkAll(run, main, 'after a change');
  if (changed) {
    await setImage(run, changed.stack, nextImage(changed.image), changed.image);
    await testbed.play('deploy', { parameters: { lab_machine: main.id, lab_service: changed.stack.service.id } });
  }
}

/** A service whose new version does not start, or cannot be had, goes back to what ran before. */
export async function checkFailing(run: AutomationRun): Promise<void> {
  const { testbed } = run;
  const { main } = testbed.cast;
  const chosen = serviceToChange(testbed.model, main);
  if (!chosen) return;
  const { stack, image } = chosen;
  const { id } = stack.service;
  const cases = [
    ['a version that ends at once', brokenImage(image)],
    ['an image that cannot be had', missingImage(image)],
  ] as const;
  for (const [what, other] of cases) {
    run.say(`${id}: ${what}`);
    const before = await containerIds(testbed.machine(main));
    await setImage(run, stack, image, other);
    const failed = await testbed.play('deploy', { parameters: { lab_machine: main.id, lab_service: id }, patience: 10 });
    const said = failed.machines.get(main.id)?.failed ?? [];
    const isNamed = said.some((text) => text.includes(`${id} did not come up`));
    check(
      run,
      stack.service.subject,
      `${id}, ${what}: the run fails and names it`,
      failed.code !== 0 && isNamed ? undefined : said.join(' / ') || 'nothing failed',
    );
    const own = await settled(run, id);
    const back = own.length > 0 && own.every((container) => container.image === image && container.isWell);
    check(
      run,
      stack.service.subject,
      `${id}, ${what}: what ran before runs again`,
      back
        ? undefined
        : own.map((container) => `${container.name} of ${container.image} is ${container.state}`).join(' / ') || 'nothing runs',
    );
    const touched = changedServices(before, await containerIds(testbed.machine(main))).filter((each) => each !== id);
    check(run, stack.service.subject, `${id}, ${what}: no other service is touched`, touched.length === 0 ? undefined : touched.join(', '));
    await setImage(run, stack, other, image);
  }
  const mended = await testbed.play('deploy', { parameters: { lab_machine: main.id, lab_service: id } });
  check(run, stack.service.subject, `${id}: is deployed once it is right again`, unexpected(mended, main));
}

/** Containers of a service once all are well, or as they are after a while. */
async function settled({ testbed }: AutomationRun, id: string): Promise<readonly RunningContainer[]> {
  const until = performance.now() + SETTLES_MS;
  for (;;) {
    const own = (await containersOf(testbed.machine(testbed.cast.main))).filter(({ project }) => project === id);
    if ((own.length > 0 && own.every(({ isWell }) => isWell)) || performance.now() > until) return own;
    await delay(500);
  }
}

/** A service that is gone from the inventory is stopped and taken away; what it wrote stays, and is named. */
export async function checkRemoval(run: AutomationRun): Promise<void> {
  const { testbed } = run;
  const { main } = testbed.cast;
  const chosen = serviceToRemove(testbed.model, main, serviceToChange(testbed.model, main)?.stack.service);
  if (!chosen) return;
  const { service, path } = chosen.stack;
  run.say(`${service.id} is gone from the inventory`);
  const machine = testbed.machine(main);
  const data = service.data.map((each) => each.path).find((each) => each.startsWith('/')) ?? '';
  const marker = `${data}/kept-by-the-proof`;
  await machine.shell(`mkdir -p ${quote(data)} && echo kept >${quote(marker)}`);
  const before = await containerIds(machine);
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const changes = new Map<string, string | undefined>(
    chosen.files.filter(({ path: each }) => each.includes(`/host_vars/${main.id}/`)).map((file) => [file.path, file.content]),
  );
  for (const file of main.stacks.flatMap((stack) => (stack.service === service ? [stack.path, ...configsOf(stack, folder)] : [])))
    changes.set(file, undefined);
  await testbed.lab.change(changes);
  const removed = await testbed.play('deploy', { parameters: { lab_machine: main.id } });
  check(run, service.subject, `${service.id}: is taken away`, unexpected(removed, main));
  const after = await containerIds(machine);
  const touched = changedServices(before, after);
  check(
    run,
    service.subject,
    `${service.id}: its containers are gone, and no others`,
    !after.has(service.id) && `${touched}` === service.id ? undefined : `changed: ${touched.join(', ') || 'nothing'}`,
  );
  const kept = await machine.shell(`cat ${quote(marker)}`);
  check(run, service.subject, `${service.id}: its data is kept`, kept.stdout === 'kept\n' ? undefined : kept.stderr.trim());
  check(run, service.subject, `${service.id}: its data is named`, removed.output.includes(data) ? undefined : `nothing says ${data}`);
  await testbed.lab.restore(changes.keys());
  const again = await testbed.play('deploy', { parameters: { lab_machine: main.id } });
  check(run, service.subject, `${service.id}: comes back`, unexpected(again, main));
  await machine.shell(`rm -f ${quote(marker)}`);
  await checkAll(run, main, 'after a service went and came back');
}

const configsOf = ({ configFiles }: Stack, folder: string): string[] =>
  configFiles.map(({ path }) => (path.startsWith('infra/') ? path : `${folder}${path}`));

export async function setImage({ testbed: { lab } }: AutomationRun, { path }: Stack, from: string, to: string): Promise<void> {
  await lab.change(new Map([[path, withImage(lab.text(path), from, to)]]));
}
