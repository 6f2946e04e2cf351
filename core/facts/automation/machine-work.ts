import { once } from '../../../lib/once.ts';
import { stacksOf } from '../../compose/stacks.ts';
import type { Model } from '../../contract.ts';
import { type DeployMachine, deployMachinesOf } from '../../deploy/deploy-machine.ts';
import type { Argv, Deployment } from '../../deploy/deployment.ts';
import { deploymentsOf } from '../../deploy/deployments.ts';
import type { BuildStep } from '../../roles/automation.ts';
import { secretFilesOn } from '../secrets/on-machine.ts';
import { usedAutomation } from './automatic.ts';

/** What playbooks do on one machine in one step, in words. */
export interface MachineWork {
  /** Unique on the machine, safe in a link. */
  readonly id: string;
  readonly step: string;
  /** What it brings about there: `Dumps of databases`; the title of the step where that says it all. */
  readonly title: string;
  readonly details: readonly WorkDetail[];
  /** What a person has to see to: a sentence each. */
  readonly byHand: readonly string[];
  /** Said of it, a sentence each. */
  readonly notes: readonly string[];
}

/** One kind of thing that is done, with each of them. */
export interface WorkDetail {
  /** `Packages`, `Commands`. */
  readonly label: string;
  readonly values: readonly string[];
}

/** A machine that playbooks know of: what they do there, or why they leave it alone. */
export interface WorkedMachine {
  readonly machine: DeployMachine;
  readonly work: readonly MachineWork[];
  readonly leftAlone?: string;
}

/** Every machine of a lab that uses playbooks, by its id; empty for other labs. */
export const workedMachinesOf = once((model: Model): ReadonlyMap<string, WorkedMachine> => {
  const automation = usedAutomation(model);
  if (!automation) return new Map();
  const managed = new Set(automation.machines);
  const because = automation.leftAlone;
  return new Map(
    deployMachinesOf(model).map((machine) => {
      const leftAlone = managed.has(machine.id) ? undefined : (because[machine.id] ?? 'it has no address to be reached at');
      const work = leftAlone === undefined ? automation.order.flatMap((step) => workOf(model, machine, step)) : [];
      return [machine.id, { machine, work, ...(leftAlone === undefined ? {} : { leftAlone }) }] as const;
    }),
  );
});

function workOf(model: Model, machine: DeployMachine, step: BuildStep): readonly MachineWork[] {
  if (step.step !== undefined)
    return (deploymentsOf(model).get(machine.id) ?? [])
      .filter((deployment) => deployment.step === step.step)
      .map((deployment) => ofDeployment(model, machine, step, deployment));
  const own = (details: readonly WorkDetail[]): MachineWork => ({
    id: step.id,
    step: step.title,
    title: step.title,
    details,
    byHand: [],
    notes: [step.what],
  });
  switch (step.places) {
    case 'secrets': {
      const files = machine.machine ? secretFilesOn(model, machine.machine) : [];
      return files.length === 0 ? [] : [own([{ label: 'Secret files', values: files.map(({ path }) => path) }])];
    }
    case 'services': {
      const here = stacksByMachine(model).get(machine.id) ?? [];
      return here.length === 0 ? [] : [own([{ label: 'Projects', values: here.map(({ service }) => service.title) }])];
    }
    default:
      return [own([])];
  }
}

const stacksByMachine = once((model: Model) => Map.groupBy(stacksOf(model), ({ machine }) => machine.id));
const servicesById = once((model: Model) => new Map(model.services.map((service) => [service.id, service])));

function ofDeployment(model: Model, { root }: DeployMachine, { title: step }: BuildStep, deployment: Deployment): MachineWork {
  const { id, title, packages = [], programs = [], folders = [], places = [], tests = [], run = [], units = [] } = deployment;
  const { restarts = [], restartsServices = [], settles = [], guarded, byHand = [] } = deployment;
  const services = restartsServices.map((service) => servicesById(model).get(service)?.title ?? service);
  const details: readonly WorkDetail[] = [
    { label: 'Packages', values: packages },
    { label: 'Programs that a person installs', values: programs.map(({ name, otherwise }) => `${name}. ${otherwise}`) },
    { label: 'Folders', values: folders.map((folder) => `${root}/${folder}`) },
    { label: 'Files', values: places.map(({ to }) => to) },
    { label: 'Checks before', values: tests.map(shown) },
    { label: 'Commands', values: run.map(shown) },
    { label: 'Units that run', values: units },
    { label: 'Restarts after a change', values: [...restarts, ...services] },
    { label: 'Checks after', values: settles.map(shown) },
  ];
  return {
    id,
    step,
    title,
    details: details.filter(({ values }) => values.length > 0),
    byHand,
    notes: guarded
      ? ['It may cut the connection over which it comes: a minute later the earlier files are back, unless the machine was reached anew.']
      : [],
  };
}

/** As it would be typed. */
const shown = (argv: Argv): string =>
  argv.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
