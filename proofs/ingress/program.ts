import type { Model } from '../../core/contract.ts';
import { ingressOf } from '../../core/facts/players.ts';
import { ingressProofOf } from '../system-proofs.ts';

/** Why the ingress of this lab cannot be started here, or undefined. */
export function programObstacle(model: Model): string | undefined {
  const ingress = ingressOf(model);
  if (!ingress) return 'the ingress of the lab is only planned';
  const { service, system } = ingress;
  if (!ingressProofOf(model)) return `the proof starts the real program of the ingress, and that of ${system} is not known to it`;
  if (!service.compose) return `the proof starts the ingress as a container, and ${service.id} has no fragment`;
  return undefined;
}
