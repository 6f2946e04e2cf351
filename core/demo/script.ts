import { type Container, containersOf } from '../compose/containers.ts';
import type { Model } from '../contract.ts';
import { probesOf } from '../facts/probes.ts';
import type { Service } from '../model/service/service.ts';

/** What goes wrong in a played lab; the rest is well. */
export interface Script {
  /** Down: its container has stopped and nothing answers for it. */
  readonly failing?: Service;
  /** Runs another image than declared. */
  readonly drifted?: { readonly container: Container; readonly image: string };
  /** Its certificate is close to its end. */
  readonly ending?: { readonly hostname: string };
}

/** Days that the certificate of {@link Script.ending} has left. */
export const ENDING_DAYS = 9;

/**
 * Chooses what goes wrong: the same in every run of the same lab. `fail` is the id of the service that has to fail. Throws a
 * `RangeError` with a sentence for people when there is no such service to fail.
 */
export function writeScript(model: Model, fail?: string): Script {
  const seen = new Set([
    ...probesOf(model).map(({ subject }) => subject),
    ...containersOf(model)
      .filter(({ machine }) => machine.engine?.endpoint !== undefined)
      .map(({ service }) => service.subject),
  ]);
  const playable = model.services.filter((service) => !service.planned && seen.has(service.subject));
  if (fail !== undefined && !playable.some(({ id }) => id === fail)) {
    throw new RangeError(
      `No service "${fail}" can fail: it is unknown, planned, or nothing checks it. There are: ${playable.map(({ id }) => id).join(', ') || 'none'}.`,
    );
  }
  const carrying = new Set([model.lab.ingress, model.lab.tunnel, model.lab.monitoring?.service]);
  const harmless = playable.filter((service) => service.neededBy.length === 0 && !carrying.has(service));
  const failing =
    fail === undefined
      ? (harmless.find(({ expose, compose }) => expose.length > 0 && compose !== undefined) ?? harmless[0])
      : playable.find(({ id }) => id === fail);

  const container = containersOf(model).find(
    ({ service, machine, entry, image }) =>
      entry && machine.engine?.endpoint !== undefined && image !== '' && service !== failing && !carrying.has(service),
  );
  const ending = probesOf(model).find(
    (probe) => probe.kind === 'tls' && probe.subject !== failing?.subject && probe.subject !== container?.service.subject,
  );
  return {
    ...(failing ? { failing } : {}),
    ...(container ? { drifted: { container, image: earlier(container.image) } } : {}),
    ...(ending?.kind === 'tls' ? { ending: { hostname: ending.hostname } } : {}),
  };
}

/** The name of an image one release before: `a:1.34.3` to `a:1.34.2`. A digest becomes another one. */
export function earlier(image: string): string {
  const [name = '', digest] = image.split('@', 2);
  if (digest !== undefined) return `${name}@sha256:${'0'.repeat(64)}`;
  const colon = name.lastIndexOf(':');
  if (colon <= name.lastIndexOf('/')) return `${name}:previous`;
  const tag = name.slice(colon + 1).replace(/\d+(?=\D*$)/, (number) => String(number === '0' ? 1 : Number(number) - 1));
  return `${name.slice(0, colon)}:${tag === name.slice(colon + 1) ? 'previous' : tag}`;
}
