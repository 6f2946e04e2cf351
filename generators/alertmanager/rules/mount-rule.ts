import type { Model } from '../../../core/contract.ts';
import { onMachine } from '../../../core/facts/backup/places.ts';
import { place, type Reporter } from '../../../core/reporter.ts';
import { alertingOf } from '../facts/alerting.ts';

/** From the folder of a stack, `infra/compose/<machine>/<service>/`, to the repository's `infra/`. */
const FROM_STACK = '../../../';

/** The container reads what is generated; without the mount it would run with the configuration of its image and send nothing. */
export function checkMount(model: Model, reporter: Reporter): void {
  const alerting = alertingOf(model);
  if (!alerting?.service.compose) return;
  const { service, folder, container } = alerting;
  const relative = folder.replace(/^infra\//, FROM_STACK);
  const places = [relative, onMachine(service.runsOn, folder)].flatMap((path) => [path, `${path}/alertmanager.yml`]);
  const name = container ?? service.id;
  if (sourcesOf(alerting.service.compose.services[name]).some((source) => places.includes(source.replace(/\/$/, '')))) return;
  const at =
    container === undefined
      ? place('services', service.id, 'compose', 'services')
      : place('services', service.id, 'compose', 'services', container);
  reporter.report('alertmanager-unmounted', at, `No container of ${service.id} that runs Alertmanager mounts ${folder}.`, {
    what: 'key',
    severity: 'warning',
    hint: `Add volumes: ["${relative}:/etc/alertmanager:ro"] to the container whose image is Alertmanager's.`,
  });
}

function sourcesOf(container: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  const volumes: readonly unknown[] = Array.isArray(container?.['volumes']) ? container['volumes'] : [];
  return volumes.flatMap((volume) => {
    const source = typeof volume === 'string' ? volume.split(':')[0] : (volume as { readonly source?: unknown } | null)?.source;
    return typeof source === 'string' ? [source] : [];
  });
}
