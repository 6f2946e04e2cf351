import { once } from '../../../lib/once.ts';
import type { Model } from '../../contract.ts';
import type { Guest } from '../../model/guest/guest.ts';
import type { Host } from '../../model/host/host.ts';
import type { Repository } from '../../model/repository/repository.ts';
import type { Service } from '../../model/service/service.ts';
import type { BackupTarget } from '../../model/target/target.ts';
import { heldPaths } from '../backup/held-paths.ts';
import type { BackupJob } from '../backup/job.ts';
import { jobsUnder } from '../backup/of-machine.ts';

// Ids of the lab have no dot, so one sets apart what would else be called alike.

export const SITE_LOST = 'site-lost';
export const VAULT_LOST = 'password-lost-vault';
export const CERTIFICATE_EXPIRED = 'certificate-expired';
export const TUNNEL_DOWN = 'tunnel-down';
export const RANSOMWARE = 'ransomware';

/** With the machine where several copy under one policy. */
export function restoreFileId(model: Model, { machine, policy }: BackupJob): string {
  const many = jobsUnder(model, policy).length > 1;
  return `restore-file-${policy.id}${many ? `.${machine.id}` : ''}`;
}

/** Of the runbook that changes secrets: of a service, or of what no service declares. */
export const changeSecretsId = (owner: Service | string): string =>
  typeof owner === 'string' ? `change-secrets-${owner}.system` : `change-secrets-${owner.id}`;

export const restoreServiceId = ({ id }: Service): string => `restore-service-${id}`;
/** Of the runbook that loads the dumps of a service; set apart where its files are copied too, and so have a runbook of their own. */
export function loadDumpsId(model: Model, service: Service): string {
  return `${restoreServiceId(service)}${heldPaths(model, service).length > 0 ? '.dumps' : ''}`;
}

export const restoreGuestId = ({ id }: Guest): string => `restore-guest-${id}`;
export const rebuildHostId = ({ id }: Host): string => `rebuild-${id}`;
export const targetDiedId = ({ id }: BackupTarget): string => `target-died-${id}`;
export const diskFullId = ({ id }: Host | Guest): string => `disk-full-${id}`;

export function targetFullId(model: Model, { id }: BackupTarget): string {
  return `disk-full-${id}${machineIds(model).has(id) ? '.target' : ''}`;
}

const machineIds = once((model: Model) => new Set([...model.hosts, ...model.guests].map(({ id }) => id)));

export function passwordLostId({ id }: Repository): string {
  const plain = `password-lost-${id}`;
  return plain === VAULT_LOST ? `${plain}.repository` : plain;
}
