import type { Model } from '../../core/contract.ts';
import type { SecretNeed } from '../../core/facts/secrets/secret.ts';
import { alertingOf } from './facts/alerting.ts';

/** Who knows the address may send to it, and often read what was sent. */
export default function secrets(model: Model): readonly SecretNeed[] {
  const alerting = alertingOf(model);
  if (!alerting) return [];
  const { service, webhook: secret } = alerting;
  const how = [
    'The whole address that alerts are posted to, such as a topic of a push service. A name that nobody guesses is its password.',
  ];
  return [{ service, secret, make: { by: 'person', how } }];
}
