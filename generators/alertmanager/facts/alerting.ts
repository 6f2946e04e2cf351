import type { Model } from '../../../core/contract.ts';
import { secretFile } from '../../../core/facts/backup/places.ts';
import type { SecretFile, Service } from '../../../core/model/service/service.ts';
import { containerRunning } from '../../../core/roles/player.ts';
import { once } from '../../../lib/once.ts';

/** Images that Alertmanager comes in. */
const PLAYER = { images: ['alertmanager'] } as const;

/** The Alertmanager that is generated for. */
export interface Alerting {
  readonly service: Service;
  /** Name of its container in the fragment; undefined where no container runs an image of Alertmanager. */
  readonly container: string | undefined;
  /** Holds the address that gets the alerts. */
  readonly webhook: SecretFile;
  /** Where it reads that address from, as it sees it: in its container, or on its machine. */
  readonly urlFile: string;
  /** Folder of its configuration, relative to the repository. */
  readonly folder: string;
}

/** Undefined where the inventory names none, or one that is only planned. */
export const alertingOf = once(({ lab, services }: Model): Alerting | undefined => {
  const { service: id, webhook: secret } = lab.systems.alertmanager;
  const service = services.find((each) => each.id === id);
  const webhook = service?.secrets.find((each) => each.id === secret);
  if (!service || !webhook || service.planned) return undefined;
  return {
    service,
    container: containerRunning(PLAYER, service),
    webhook,
    urlFile: service.compose ? `/run/secrets/${webhook.id}` : secretFile(service, webhook),
    folder: `infra/alertmanager/${service.id}`,
  };
});
