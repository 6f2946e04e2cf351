import { secretFilesOn } from '../../core/facts/secrets/on-machine.ts';
import type { SecretPlace } from '../../core/facts/secrets/secret.ts';
import { sha256 } from '../../core/plan/plan.ts';
import { quote } from '../../formats/shell.ts';
import { containersOf } from '../../testbed/engine/containers.ts';
import type { CastMachine } from './cast.ts';
import { type AutomationRun, check, subjectOf, unexpected } from './findings.ts';

/** From machines on which nobody has done anything to all of their services, while the machines that are not booted are down. */
export async function bringUp(run: AutomationRun): Promise<void> {
  const { testbed, say } = run;
  const { booted, down } = testbed.cast;
  say(`${booted.map(({ id }) => id).join(', ')}: first contact`);
  await Promise.all(
    booted.map(async (machine) => {
      const taken = await testbed.play('bootstrap', { parameters: { lab_machine: machine.id }, firstContact: true });
      check(run, subjectOf(machine), `${machine.id}: taken over from a bare system`, failureOf(taken.code, unexpected(taken, machine)));
    }),
  );
  say(`the whole lab${down.length > 0 ? `, of which ${down.join(', ')} cannot be reached` : ''}`);
  const built = await testbed.play('site');
  for (const machine of booted) {
    check(run, subjectOf(machine), `${machine.id}: built from a bare system`, unexpected(built, machine));
    await checkAll(run, machine, 'built');
  }
  for (const id of down) {
    const own = built.machines.get(id);
    const problem = own === undefined ? 'nothing is said of it' : own.reached ? 'it is said to be reached' : undefined;
    check(run, 'lab:lab', `${id}: is down, which the run says and goes on`, problem);
  }
}

const failureOf = (code: number, problem: string | undefined): string | undefined =>
  problem ?? (code === 0 ? undefined : `it ended with ${code}`);

/** Whether all that the lab wants of a machine is there and runs. */
export async function checkAll(run: AutomationRun, machine: CastMachine, when: string): Promise<void> {
  const subject = subjectOf(machine);
  check(run, subject, `${machine.id}: every service runs (${when})`, await servicesProblem(run, machine));
  check(run, subject, `${machine.id}: every unit is active (${when})`, await unitsProblem(run, machine));
  check(run, subject, `${machine.id}: every file is in its place (${when})`, await placesProblem(run, machine));
  check(run, subject, `${machine.id}: every secret is in its file, for its owner alone (${when})`, await secretsProblem(run, machine));
}

/** What does not run of the services of a machine. */
export async function servicesProblem({ testbed }: AutomationRun, machine: CastMachine): Promise<string | undefined> {
  if (machine.stacks.length === 0) return undefined;
  const containers = await containersOf(testbed.machine(machine)).catch(() => undefined);
  if (!containers) return 'its container engine does not answer';
  const bad = machine.stacks.flatMap(({ service, document }) => {
    const own = containers.filter(({ project }) => project === service.id);
    const wanted = Object.keys(document['services'] as object).length;
    if (own.length < wanted) return [`${service.id} has ${own.length} of ${wanted} containers`];
    return own.filter(({ isWell }) => !isWell).map(({ name, state }) => `${name} is ${state} and not well`);
  });
  return bad.length === 0 ? undefined : bad.join(' / ');
}

/** Deployments that are possible without what a person has to bring. */
const possible = ({ deployments }: CastMachine) => deployments.filter(({ programs = [] }) => programs.length === 0);

async function unitsProblem({ testbed }: AutomationRun, machine: CastMachine): Promise<string | undefined> {
  const units = possible(machine).flatMap(({ units: own = [] }) => own);
  if (units.length === 0) return undefined;
  const asked = await testbed.machine(machine).run(['systemctl', 'is-active', ...units]);
  const states = asked.stdout.trim().split('\n');
  const bad = units.flatMap((unit, index) => (states[index] === 'active' ? [] : [`${unit} is ${states[index]}`]));
  return bad.length === 0 ? undefined : bad.join(' / ');
}

async function placesProblem({ testbed }: AutomationRun, machine: CastMachine): Promise<string | undefined> {
  const places = possible(machine).flatMap(({ places: own = [] }) => own);
  if (places.length === 0) return undefined;
  const sums = await sumsOf(
    run,
    places.map(({ to }) => to),
  );
  const bad = places
    .filter(({ from, to }) => sums.get(to) !== sha256(testbed.lab.text(from)))
    .map(({ to }) => `${to} is not what was generated`);
  return bad.length === 0 ? undefined : bad.join(' / ');

  async function run(text: string): Promise<string> {
    return (await testbed.machine(machine).shell(text)).stdout;
  }
}

async function sumsOf(shell: (text: string) => Promise<string>, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const printed = await shell(`sha256sum -- ${paths.map(quote).join(' ')} 2>/dev/null`);
  return new Map(
    printed
      .trim()
      .split('\n')
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
}

async function secretsProblem({ testbed }: AutomationRun, { id, machine }: CastMachine): Promise<string | undefined> {
  const { model, secrets } = testbed;
  const places = machine ? secretFilesOn(model, machine) : [];
  if (places.length === 0 || secrets.values.size === 0) return undefined;
  const words = places.map(({ path }) => quote(path)).join(' ');
  const asked = await testbed.machine({ id }).shell(`stat --format '%n %u %g %04a' -- ${words}; sha256sum -- ${words}`);
  const lines = new Set(asked.stdout.split('\n'));
  const bad = places.flatMap((place) => {
    const { path, owner, group, mode } = place;
    return [`${path} ${owner} ${group} ${mode}`, `${sha256(contentOf(place, secrets.values))}  ${path}`].every((line) => lines.has(line))
      ? []
      : [path];
  });
  return bad.length === 0 ? undefined : `not as it has to be: ${bad.join(', ')}`;
}

/** What a secret file has to hold. */
export function contentOf({ content }: Pick<SecretPlace, 'content'>, values: ReadonlyMap<string, string>): string {
  if (content.kind === 'value') return values.get(content.secret) ?? '';
  return content.lines
    .map((line) => `${line.name}=${content.quote}${'secret' in line ? (values.get(line.secret) ?? '') : line.text}${content.quote}\n`)
    .join('');
}
