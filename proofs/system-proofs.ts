/** What the systems of a lab say for the proofs, by what they are for it. */

import type { Model } from '../core/contract.ts';
import type { Database } from '../core/facts/backup/database.ts';
import type { BackupJob } from '../core/facts/backup/job.ts';
import { bansOf, ingressOf } from '../core/facts/players.ts';
import { proofs } from '../registry/proofs.gen.ts';
import type {
  AutomationProof,
  BansProof,
  DatabaseProof,
  FileBackupProof,
  FileSystemProof,
  FirewallProof,
  IngressProof,
  InterfacesProof,
  SystemProof,
} from '../testbed/system-proof.ts';

const known: Readonly<Record<string, SystemProof>> = proofs;

/** Of every system, whether the lab has a use for it or not. */
export const ALL_PROOFS: readonly SystemProof[] = Object.values(known);

const missing = (what: string): Error => new Error(`No system has a proof.ts for ${what}.`);

/** The tool of a job. Throws for one that no proof can run. */
export function fileProofOf({ systems }: Pick<Model, 'systems'>, { repositories: [first] }: BackupJob): FileBackupProof {
  const tool = systems.find(({ plays }) => plays?.backupTool !== undefined && plays.backupTool.type === first?.type);
  const proof = tool && known[tool.id]?.files;
  if (!proof) throw missing(`repositories of the type ${first?.type}`);
  return proof;
}

/** What dumps a database. Throws likewise. */
export function databaseProofOf({ systems }: Pick<Model, 'systems'>, { engine }: Pick<Database, 'engine'>): DatabaseProof {
  const tool = systems.find(({ plays }) => plays?.dumpTool?.databases.some((each) => each.engine === engine));
  const proof = tool && known[tool.id]?.databases;
  if (!proof) throw missing(`databases of ${engine}`);
  return proof;
}

/** What makes snapshots by this name; undefined for file systems that cannot be made here. */
export function fileSystemProofOf({ systems }: Pick<Model, 'systems'>, tool: string): FileSystemProof | undefined {
  const system = systems.find(({ plays }) => plays?.snapshotTool?.tool === tool);
  return system && known[system.id]?.fileSystems;
}

/** The ingress of the lab; undefined for one that no proof can run. */
export function ingressProofOf(model: Model): IngressProof | undefined {
  return known[ingressOf(model)?.system ?? '']?.ingress;
}

/** What decides on bans, likewise. */
export function bansProofOf(model: Model): BansProof | undefined {
  return known[bansOf(model)?.system ?? '']?.bans;
}

/** All that write interfaces of machines. */
export function interfacesProofs({ systems }: Pick<Model, 'systems'>): readonly InterfacesProof[] {
  return systems.flatMap(({ id, plays }) => (plays?.interfaces ? (known[id]?.interfaces ?? []) : []));
}

/** The firewall of machines with containers. */
export function firewallProofOf({ systems }: Pick<Model, 'systems'>): FirewallProof | undefined {
  return systems.flatMap(({ id, plays }) => (plays?.firewall?.containerHost ? (known[id]?.firewall ?? []) : []))[0];
}

/** The firewall that the router of the lab would have, where a proof can load it. */
export function routerFirewallProofOf({ systems }: Pick<Model, 'systems'>): FirewallProof | undefined {
  return systems.flatMap(({ id, plays }) => (plays?.firewall?.router?.proven ? (known[id]?.firewall ?? []) : []))[0];
}

/** What runs the playbooks of the lab, and what it says of itself for a proof; undefined where nothing does. */
export function automationProofOf({ systems }: Pick<Model, 'systems'>): AutomationProof | undefined {
  return systems.flatMap(({ id, plays }) => (plays?.automation ? (known[id]?.automation ?? []) : []))[0];
}
