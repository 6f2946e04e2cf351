import type { Model } from '../../core/contract.ts';
import { composeCommand } from '../../core/facts/backup/places.ts';
import { bansOf } from '../../core/facts/players.ts';
import type { SecretChange, SecretNeed } from '../../core/facts/secrets/secret.ts';
import { randomSecret } from '../../core/model/service/secret-making.ts';
import type { Service } from '../../core/model/service/service.ts';
import { containerRunning } from '../../core/roles/player.ts';
import { quote } from '../../formats/shell.ts';
import { IMAGES } from './facts/images.ts';

/** The image registers a bouncer for every secret whose name begins like this, named by the rest. */
const BOUNCER_KEY = 'bouncer_key_';

/** CrowdSec takes whatever key it is given, once: a bouncer that is registered keeps the key that it had. */
export default function secrets(model: Model): readonly SecretNeed[] {
  const playing = bansOf(model);
  if (playing?.system !== 'crowdsec') return [];
  const { service } = playing;
  const own = bouncers(service).flatMap(({ source, name }) =>
    service.secrets
      .filter(({ id }) => id === source)
      .map((secret) => ({ service, secret, make: randomSecret(), change: [deleted(service, name)] })),
  );
  const { bans, ingress } = model.lab;
  const asked = ingress && !ingress.planned ? ingress.secrets.filter(({ id }) => id === bans?.key) : [];
  return [...own, ...asked.flatMap((secret) => (ingress ? [{ service: ingress, secret, make: randomSecret() }] : []))];
}

interface Bouncer {
  /** Secret of the service. */
  readonly source: string;
  readonly name: string;
}

function bouncers({ compose }: Service): readonly Bouncer[] {
  return Object.values(compose?.services ?? {}).flatMap(({ secrets = [] }) =>
    (secrets as readonly (string | { readonly source: string; readonly target?: string })[]).flatMap((grant) => {
      const { source, target = source } = typeof grant === 'string' ? { source: grant } : grant;
      const name = target.slice(target.lastIndexOf('/') + 1);
      return name.startsWith(BOUNCER_KEY) ? [{ source, name: name.slice(BOUNCER_KEY.length) }] : [];
    }),
  );
}

function deleted(service: Service, name: string): SecretChange {
  const command = composeCommand(service);
  const container = containerRunning({ images: IMAGES }, service);
  return {
    what: `CrowdSec knows the bouncer ${name} by the key that it had first. Delete it there; it is registered anew at the next start`,
    ...(command === undefined || container === undefined
      ? {}
      : {
          command: {
            on: service.runsOn,
            run: `${command} exec -T ${quote(container)} cscli bouncers delete ${quote(name)}`,
            expect: 'A line with “deleted successfully”.',
            notRun: { reason: 'product', product: 'CrowdSec', because: 'In its place runs a program that only answers' },
          },
        }),
  };
}
