import type { Model } from '../../core/contract.ts';
import type { OwnSecretNeed } from '../../core/facts/secrets/secret.ts';
import { opnsenseRouter } from './router.ts';
import { FOLDER } from './system.ts';

const KEY = 'In OPNsense, System, Access, Users: a user of its own for Terraform, then “Create and download API key”';

/** What Terraform logs in to the firewall with. */
export default function secrets({ lab }: Model): readonly OwnSecretNeed[] {
  if (lab.router?.system !== opnsenseRouter.kind) return [];
  const users = [{ subject: lab.subject, what: `Terraform in ${FOLDER}` }];
  const need = (name: string, variable: string, what: string, ...how: string[]): OwnSecretNeed => ({
    id: `opnsense:${name}`,
    what,
    make: { by: 'person', how },
    environment: [{ name: variable, program: `terraform in ${FOLDER}` }],
    users,
  });
  return [
    need('api-key', 'OPNSENSE_API_KEY', 'Key of the API of the firewall', `${KEY}. The line key= of the file has the value.`),
    need(
      'api-secret',
      'OPNSENSE_API_SECRET',
      'Secret to the key of the API of the firewall',
      `${KEY}. The line secret= of the file has the value.`,
    ),
  ];
}
