import type { Model } from '../../core/contract.ts';
import { tunnelRoleOf } from '../../core/facts/players.ts';
import type { SecretNeed } from '../../core/facts/secrets/secret.ts';
import { CREDENTIALS } from './facts/credentials.ts';

/** How the credentials of the tunnel come to be. */
export default function secrets(model: Model): readonly SecretNeed[] {
  const playing = tunnelRoleOf(model);
  if (playing?.system !== 'cloudflared') return [];
  const { service } = playing;
  const { tunnel } = model.lab.systems.cloudflared;
  return service.secrets
    .filter(({ id }) => id === CREDENTIALS)
    .map((secret) => ({
      service,
      secret,
      make: {
        by: 'person',
        how: [
          'On your own computer: cloudflared tunnel login, which opens the site, then cloudflared tunnel create <name>.',
          `The value is the whole of the file ~/.cloudflared/${tunnel ?? '<id>'}.json that it wrote. Delete that file when the value is in the store.`,
        ],
      },
    }));
}
