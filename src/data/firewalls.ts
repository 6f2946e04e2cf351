import { nodeTitle as titleOf } from '../../core/facts/hypervisor.ts';
import { machineFirewall } from '../../core/facts/network/machine-firewall.ts';
import { routerFirewall, routerRole } from '../../core/facts/network/router-role.ts';
import type { Guest } from '../../core/model/guest/guest.ts';
import type { Host } from '../../core/model/host/host.ts';
import { model } from './lab.ts';

/** The router's kind, for people; undefined without a router. */
export const routerKind: string | undefined = routerRole(model)?.title;

/** Whether the network proof sends packets through the router's firewall. */
export const isRouterProven: boolean = routerFirewall(model)?.proven ?? false;

/** Whether something stands in front of a machine within its networks too. */
export const isGuarded = (machine: Host | Guest): boolean => machineFirewall(model, machine) !== undefined;

/** Which machines these are: `guests and hosts of a hypervisor`; empty where there are none. */
export const guardedWords: readonly string[] = [
  ...new Set([...model.hosts, ...model.guests].flatMap((machine) => machineFirewall(model, machine)?.words ?? [])),
];

export const nodeTitle = (host: Host): string => titleOf(model, host);
