import { type Stack, stacksOf } from '../../core/compose/stacks.ts';
import type { Model } from '../../core/contract.ts';
import { type DeployMachine, deployMachinesOf } from '../../core/deploy/deploy-machine.ts';
import type { Deployment } from '../../core/deploy/deployment.ts';
import { deploymentsOf } from '../../core/deploy/deployments.ts';
import { backupJobs } from '../../core/facts/backup/jobs.ts';
import type { Network } from '../../core/model/network/network.ts';
import { parseAddress, parsePrefix } from '../../lib/cidr.ts';
import type { AutomationProof } from '../../testbed/system-proof.ts';

/** A machine that is booted. */
export interface CastMachine extends DeployMachine {
  readonly address: string;
  /** TCP port that playbooks log in by. */
  readonly port: number;
  readonly deployments: readonly Deployment[];
  readonly stacks: readonly Stack[];
}

/** Which machines of a lab are booted, and for what. */
export interface Cast {
  /** In the order in which they are updated. */
  readonly booted: readonly CastMachine[];
  /** Its services are changed, broken and removed; where it has backup jobs, it is lost and built anew. */
  readonly main: CastMachine;
  /** Runs on it are cut, and its firewall locks everybody out, while much else happens on the first; the first where there is no other. */
  readonly other: CastMachine;
  /** Machines of the playbooks that are not booted, as if they were down. */
  readonly down: readonly string[];
  /** Network that the control node stands in. */
  readonly network: Network;
}

/** Steps that a machine has to have behind it before anything else can be done. */
const FIRST: readonly string[] = ['interfaces', 'hypervisor'];

/**
 * The machine with most to do, the smallest other one with containers, and the router. More of them would show the same. Undefined for a lab
 * without a machine that can be booted: a hypervisor is no bare Debian.
 */
export function castOf(model: Model, automation: Pick<AutomationProof, 'machines'>): Cast | undefined {
  const managed = automation.machines(model);
  const known = new Map(deployMachinesOf(model).map((machine) => [machine.id, machine]));
  const deployments = deploymentsOf(model);
  const possible = managed.flatMap(({ id, address, port }): readonly CastMachine[] => {
    const machine = known.get(id);
    const own = deployments.get(id) ?? [];
    if (!machine || own.some(({ step, programs = [] }) => FIRST.includes(step) && programs.length > 0)) return [];
    return [{ ...machine, address, port, deployments: own, stacks: stacksOf(model).filter((stack) => stack.machine.id === id) }];
  });
  const jobs = new Set(backupJobs(model).map(({ machine }) => machine.id));
  const withStacks = possible.filter(({ stacks }) => stacks.length > 0);
  const main = most(withStacks, ({ id, stacks }) => (jobs.has(id) ? 1000 : 0) + stacks.length);
  const network = main && networkOf(model, main.address);
  if (!main || !network) return undefined;
  const near = possible.filter(({ address }) => networkOf(model, address) === network);
  const other = most(
    near.filter(({ id, stacks }) => id !== main.id && stacks.length > 0),
    ({ stacks }) => -stacks.length,
  );
  const booted = near.filter((machine) => machine === main || machine === other || machine.kind === 'router');
  const up = new Set(booted.map(({ id }) => id));
  return { booted, main, other: other ?? main, down: managed.flatMap(({ id }) => (up.has(id) ? [] : [id])), network };
}

function most<T>(list: readonly T[], rank: (item: T) => number): T | undefined {
  return list.toSorted((a, b) => rank(b) - rank(a))[0];
}

function networkOf({ networks }: Model, address: string): Network | undefined {
  const value = parseAddress(address, 4);
  return networks.find(({ cidr }) => {
    const prefix = parsePrefix(cidr, 4);
    return prefix !== undefined && value !== undefined && value >= prefix.first && value <= prefix.last;
  });
}
