import type { Model } from '../../../core/contract.ts';
import { onMachine } from '../../../core/facts/backup/places.ts';
import type { ComposeFragment } from '../../../core/model/service/service.ts';
import { place, type Reporter } from '../../../core/reporter.ts';
import { type Alerting, alertingOf } from '../facts/alerting.ts';
import { configFileOf, type Mounted, mountsOf } from '../facts/mounts.ts';

const FILE = 'alertmanager.yml';
/** From the folder of a stack, `infra/compose/<machine>/<service>/`, to the repository's `infra/`. */
const FROM_STACK = '../../../';

/** The container reads what is generated; else it would run with the configuration of its image and send nothing. */
export function checkMount(model: Model, reporter: Reporter): void {
  const alerting = alertingOf(model);
  const fragment = alerting?.service.compose;
  if (!alerting || !fragment) return;
  const { service, container } = alerting;
  // Without a known image it may be any of them.
  const names = container === undefined ? Object.keys(fragment.services) : [container];
  if (names.some((name) => reads(alerting, fragment, name))) return;
  const relative = relativeFolder(alerting);
  const [only] = names.length === 1 ? names : [];
  reporter.report(
    'alertmanager-unmounted',
    place('services', service.id, 'compose', 'services', ...(only === undefined ? [] : [only])),
    `No container of ${service.id} that runs Alertmanager reads ${alerting.folder}/${FILE}.`,
    {
      what: 'key',
      severity: 'warning',
      hint: `Add volumes: ["${relative}:/etc/alertmanager:ro"] to the container that runs it; its --config.file is then /etc/alertmanager/${FILE}.`,
    },
  );
}

function reads(alerting: Alerting, fragment: ComposeFragment, name: string): boolean {
  const wanted = configFileOf(fragment.services[name] ?? {});
  const folders = [relativeFolder(alerting), onMachine(alerting.service.runsOn, alerting.folder)];
  const seenAt = ({ source, target }: Mounted): string | undefined => {
    if (folders.includes(source)) return `${target}/${FILE}`;
    return folders.some((folder) => source === `${folder}/${FILE}`) ? target : undefined;
  };
  return mountsOf(fragment, name).some((mount) => seenAt(mount) === wanted);
}

const relativeFolder = ({ folder }: Alerting): string => folder.replace(/^infra\//, FROM_STACK);
