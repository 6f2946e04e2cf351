import type { Model } from '../../core/contract.ts';
import type { SecretNeed } from '../../core/facts/secrets/secret.ts';
import { tunnelOf } from '../../core/facts/tunnel-link.ts';
import { FOLDER, isWritten } from './facts/is-written.ts';
import { tokensOfContainers } from './facts/tokens-of-containers.ts';

const MAKE = 'Cloudflare, My Profile, API Tokens, Create Token, Custom token';

/** The token of Terraform, and how the tokens come to be that containers read. */
export default function secrets(model: Model): readonly SecretNeed[] {
  const made = tokensOfContainers(model).map(({ service, secret }) => ({
    service,
    secret,
    make: {
      by: 'person' as const,
      how: [`${MAKE}: Zone / DNS / Edit, for the zone of ${model.lab.domain} alone.`, 'The site shows the token once; it is the value.'],
    },
  }));
  const link = tunnelOf(model);
  if (!isWritten(model) || !link) return made;
  return [
    ...made,
    {
      id: 'cloudflare:api-token',
      what: 'API token by which Terraform makes DNS records and Access applications',
      make: {
        by: 'person',
        how: [
          `${MAKE}: Zone / DNS / Edit for the zone of ${model.lab.domain}, and Account / Access: Apps and Policies / Edit.`,
          'The site shows the token once; it is the value.',
        ],
      },
      environment: [{ name: 'CLOUDFLARE_API_TOKEN', program: `terraform in ${FOLDER}` }],
      users: [{ subject: link.tunnel.subject, what: `Terraform in ${FOLDER}` }],
    },
  ];
}
