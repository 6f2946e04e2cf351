import type { Model } from '../../../core/contract.ts';
import { type DeployMachine, deployMachinesOf } from '../../../core/deploy/deploy-machine.ts';
import { once } from '../../../lib/once.ts';

/** A machine that playbooks log in to. */
export interface ManagedMachine extends DeployMachine {
  readonly address: string;
}

/** Debian and what is built on it: packages come by apt, services are units of systemd. */
const DEBIAN = /\b(debian|ubuntu|proxmox|raspbian|raspberry pi os|armbian|dietpi|linux mint)\b/i;

export const isDebian = (os: string): boolean => DEBIAN.test(os);

/** Machines that playbooks log in to: all that are there, but for those that the inventory leaves alone. Empty where nothing is said of it. */
export const managedOf = once((model: Model): readonly ManagedMachine[] => {
  const options = model.lab.systems.ansible;
  if (options.keys.length === 0) return [];
  return deployMachinesOf(model).flatMap((machine) =>
    machine.address === undefined || machine.id in options.skip ? [] : [{ ...machine, address: machine.address }],
  );
});
