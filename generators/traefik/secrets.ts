import type { Model } from '../../core/contract.ts';
import { ingressOf } from '../../core/facts/players.ts';
import type { SecretNeed } from '../../core/facts/secrets/secret.ts';
import { readsUsersFrom } from './facts/users-files.ts';

/** Who may log in at the ingress, with a hash of each password. */
export default function secrets(model: Model): readonly SecretNeed[] {
  const playing = ingressOf(model);
  if (playing?.system !== 'traefik') return [];
  const { service } = playing;
  return service.secrets
    .filter(({ id }) => readsUsersFrom(model, id))
    .map((secret) => ({
      service,
      secret,
      make: {
        by: 'person',
        how: ['A line for each person: htpasswd -nB <name> (package apache2-utils) asks for the password and prints the line.'],
      },
    }));
}
