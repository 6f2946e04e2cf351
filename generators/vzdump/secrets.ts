import type { Model } from '../../core/contract.ts';
import { guestJobs } from '../../core/facts/backup/jobs.ts';
import { onMachine } from '../../core/facts/backup/places.ts';
import type { OwnSecretNeed, SecretPlace } from '../../core/facts/secrets/secret.ts';
import type { Host } from '../../core/model/host/host.ts';
import type { Repository } from '../../core/model/repository/repository.ts';
import { quote } from '../../formats/shell.ts';
import { LOGINS, tokenUser } from './facts/logins.ts';

/** How each host logs in to each backup server: a token of its own, and the fingerprint by which it knows the server. */
export default function secrets(model: Model): readonly OwnSecretNeed[] {
  const pairs = new Map(guestJobs(model).map(({ host, repository }) => [`${repository.id} ${host.id}`, { host, repository }] as const));
  return [...pairs.values()].flatMap(({ host, repository }) => [fingerprint(host, repository), token(host, repository)]);
}

const fingerprintId = ({ id }: Repository) => `vzdump:${id}/fingerprint` as const;
const tokenId = (host: Host, { id }: Repository) => `vzdump:${id}/${host.id}/token` as const;

const server = ({ service, title }: Repository) => service?.title ?? title;

function login(host: Host, repository: Repository): SecretPlace {
  return {
    machine: host,
    path: `${LOGINS}/${repository.id}.env`,
    ...{ owner: 0, group: 0, mode: '0600' },
    content: {
      kind: 'lines',
      // The script takes what is behind the sign as it is.
      quote: '',
      lines: [
        { name: 'PBS_USER', text: tokenUser(host) },
        { name: 'PBS_FINGERPRINT', secret: fingerprintId(repository) },
        { name: 'PBS_PASSWORD_FILE', text: tokenFile(repository) },
      ],
    },
  };
}

const tokenFile = ({ id }: Repository) => `${LOGINS}/${id}.token`;

const user = (host: Host, { subject, title }: Repository) => ({
  subject,
  what: `storage ${title} of ${host.title}`,
  on: host,
  restart: quote(onMachine(host, `infra/vzdump/${host.id}/apply.sh`)),
  notRun: { reason: 'product', product: 'Proxmox', because: 'It needs a real Proxmox VE' } as const,
});

/** It is no secret, but nobody knows it before the server is there. */
function fingerprint(host: Host, repository: Repository): OwnSecretNeed {
  return {
    id: fingerprintId(repository),
    what: `Fingerprint of the certificate of ${server(repository)}`,
    make: {
      by: 'person',
      how: [`On ${server(repository)}: proxmox-backup-manager cert info. Its line “Fingerprint (sha256)” is the value.`],
    },
    files: [login(host, repository)],
    users: [user(host, repository)],
  };
}

function token(host: Host, repository: Repository): OwnSecretNeed {
  const [account = '', name = ''] = tokenUser(host).split('!');
  const datastore = `/datastore/${repository.location}`;
  const grant = (id: string) => `proxmox-backup-manager acl update ${quote(datastore)} DatastoreBackup --auth-id ${quote(id)}`;
  return {
    id: tokenId(host, repository),
    what: `Secret of the API token by which ${host.title} writes to ${server(repository)}`,
    make: {
      by: 'person',
      how: [
        `On ${server(repository)}, where the user is not there yet: proxmox-backup-manager user create ${account}`,
        `proxmox-backup-manager user generate-token ${account} ${quote(name)} shows the value, once. One of that name that is there is deleted first: proxmox-backup-manager user delete-token ${account} ${quote(name)}`,
        `${grant(account)} && ${grant(tokenUser(host))}`,
      ],
    },
    files: [
      {
        machine: host,
        path: tokenFile(repository),
        ...{ owner: 0, group: 0, mode: '0600' },
        content: { kind: 'value', secret: tokenId(host, repository) },
      },
    ],
    users: [user(host, repository)],
  };
}
