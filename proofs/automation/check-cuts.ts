import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { firewallProofOf } from '../system-proofs.ts';
import { setImage } from './check-changes.ts';
import { serviceToChange } from './choose.ts';
import { type AutomationRun, check, subjectOf, unexpected } from './findings.ts';
import { difference, stateOf } from './machine-state.ts';
import { nextImage } from './versions.ts';

/** Tasks before the first that says anything of a machine. */
const FIRST_TASK = 6;
/** As long as a change that nobody confirmed may last, and what a busy machine needs beside. */
const TAKEN_BACK_MS = 75_000;

/** A deploy that is cut at a task leaves a machine that the next run brings to where it had come without the cut. */
export async function checkCuts(run: AutomationRun, seed = randomInt(1_000_000)): Promise<void> {
  const { testbed } = run;
  const { other } = testbed.cast;
  const chosen = serviceToChange(testbed.model, other);
  if (!chosen) return;
  const { stack, image } = chosen;
  const machine = testbed.machine(other);
  const deploy = (cutAt?: number) =>
    testbed.play('deploy', { parameters: { lab_machine: other.id }, ...(cutAt === undefined ? {} : { cutAt }) });
  const old = await stateOf(machine, other);
  await setImage(run, stack, image, nextImage(image));
  const whole = await deploy();
  check(run, subjectOf(other), `${other.id}: a service is changed without a cut`, unexpected(whole, other));
  const changed = await stateOf(machine, other);
  const ways = [
    [nextImage(image), image, old, 'back'],
    [image, nextImage(image), changed, 'forth'],
    [nextImage(image), image, old, 'back again'],
  ] as const;
  let random = seed;
  for (const [from, to, wanted, way] of ways) {
    random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
    const cutAt = FIRST_TASK + (random % Math.max(1, whole.tasks - FIRST_TASK));
    run.say(`${other.id}: a deploy is cut at task ${cutAt} of ${whole.tasks} (seed ${seed})`);
    await setImage(run, stack, from, to);
    const cut = await deploy(cutAt);
    const next = await deploy();
    const problem = cut.cut
      ? (unexpected(next, other) ?? difference(wanted, await stateOf(machine, other)))
      : 'it was over before it was cut';
    check(
      run,
      subjectOf(other),
      `${other.id}: the run after one that was cut, ${way}: the same as without`,
      problem && `${problem} (seed ${seed}, task ${cutAt})`,
    );
  }
}

/** Rules that let nobody in are gone again a minute later, and the run says so. */
export async function checkLockedOut(run: AutomationRun): Promise<void> {
  const { testbed } = run;
  const { other } = testbed.cast;
  const firewall = firewallProofOf(testbed.model);
  const deployment = other.deployments.find(({ step, guarded }) => step === 'firewall' && guarded !== undefined);
  const path = firewall?.machine(other.id);
  if (!firewall || !deployment || path === undefined) return;
  run.say(`${other.id}: rules that lock everybody out`);
  const machine = testbed.machine(other);
  const before = await stateOf(machine, other);
  await testbed.lab.change(new Map([[path, firewall.closed(testbed.lab.text(path), other.port)]]));
  const playing = testbed.play('site', { only: [other.id], parts: ['firewall'] });
  const locked = await lockedFor(
    run,
    playing.then(() => true),
  );
  const played = await playing;
  const said = played.machines.get(other.id)?.failed.join(' / ') ?? '';
  check(
    run,
    subjectOf(other),
    `${other.id}: rules that lock everybody out were loaded`,
    locked.was ? undefined : 'it was reached all the time',
  );
  check(
    run,
    subjectOf(other),
    `${other.id}: they are taken back within the minute`,
    locked.ms <= TAKEN_BACK_MS ? undefined : `it could not be reached for ${Math.round(locked.ms / 1000)} s`,
  );
  check(
    run,
    subjectOf(other),
    `${other.id}: the run fails and says that`,
    played.code !== 0 && /earlier files are back/.test(said) ? undefined : said || 'nothing failed',
  );
  check(run, subjectOf(other), `${other.id}: all is as before them`, difference(before, await stateOf(machine, other)));
  await testbed.lab.restore([path]);
  const mended = await testbed.play('site', { only: [other.id], parts: ['firewall'] });
  check(run, subjectOf(other), `${other.id}: right rules are loaded after that`, unexpected(mended, other));
}

/** Knocks at the door until the run is over and somebody answers; gives for how long nobody did. */
async function lockedFor({ testbed }: AutomationRun, over: Promise<boolean>): Promise<{ readonly was: boolean; readonly ms: number }> {
  const { address, port } = testbed.cast.other;
  let isOver = false;
  over.finally(() => {
    isOver = true;
  });
  let since: number | undefined;
  let longest = 0;
  for (;;) {
    const knock = await testbed.topology.run('control', ['bash', '-c', `exec 3<>/dev/tcp/${address}/${port}`], { timeoutMs: 3_000 });
    const answers = knock.code === 0;
    if (!answers) since ??= performance.now();
    if (answers && since !== undefined) {
      longest = Math.max(longest, performance.now() - since);
      since = undefined;
    }
    if (isOver && answers) return { was: longest > 10_000, ms: longest };
    if (since !== undefined && performance.now() - since > 4 * TAKEN_BACK_MS) return { was: true, ms: performance.now() - since };
    await delay(500);
  }
}
