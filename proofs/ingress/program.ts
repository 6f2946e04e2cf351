import type { Model } from '../../core/contract.ts';
import { ingressOf } from '../../core/facts/players.ts';

/** The system whose program the proof starts in the place of the ingress. */
const PROVEN = 'traefik';

/** Why the ingress of this lab cannot be started here, or undefined. */
export function programObstacle(model: Model): string | undefined {
  const ingress = ingressOf(model);
  if (!ingress) return 'the ingress of the lab is only planned';
  const { service, system } = ingress;
  if (system !== PROVEN) return `the proof starts ${PROVEN}, and ${service.id} is ${system}`;
  if (!service.compose) return `the proof starts the ingress as a container, and ${service.id} has no fragment`;
  return undefined;
}
