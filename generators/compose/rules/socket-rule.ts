import { endpointOf } from '../../../core/compose/engine.ts';
import { parseShortVolume } from '../../../core/compose/short-volume.ts';
import type { Resolved } from '../../../core/contract.ts';
import { ENGINE_SOCKET_KEY } from '../../../core/model/service/schema.ts';
import type { Service } from '../../../core/model/service/service.ts';
import type { KeyPath } from '../../../core/parse/locate.ts';
import { place, type Reporter } from '../../../core/reporter.ts';
import { dockerProxy } from '../facts/docker-proxy.ts';

const SOCKET = /(^|\/)docker\.sock$/;
/** Folders that hold the socket. */
const HOLDS_SOCKET = /^\/(var\/)?run\/?$/;

/** No container holds the Docker socket, which is as good as root on the machine, unless the inventory says why. */
export function checkSockets({ services }: Resolved, reporter: Reporter): void {
  for (const service of services) {
    if (service.planned || !service.compose) continue;
    for (const [name, container] of Object.entries(service.compose.services)) {
      if (service.engineSocket === undefined) checkMounts(service, name, container, reporter);
      if (service.engineApi && name === dockerProxy.container)
        reporter.report(
          'container-name-clash',
          place('services', service.id, 'compose', 'services', name),
          `docker-api puts a container called ${dockerProxy.container} beside ${service.id}, and its fragment has one of that name.`,
          { what: 'key', hint: 'Take the container out of the fragment, or docker-api away.' },
        );
    }
  }
}

function checkMounts(service: Service, name: string, container: Readonly<Record<string, unknown>>, reporter: Reporter): void {
  const volumes = Array.isArray(container['volumes']) ? container['volumes'] : [];
  volumes.forEach((volume: unknown, index) => {
    const source = typeof volume === 'string' ? parseShortVolume(volume).source : (volume as { source?: unknown } | null)?.source;
    if (typeof source !== 'string' || !(SOCKET.test(source) || HOLDS_SOCKET.test(source))) return;
    reportSocket(service, ['services', name, 'volumes', index], reporter);
  });
  if (container['use_api_socket'] === true) reportSocket(service, ['services', name, 'use_api_socket'], reporter);
}

function reportSocket(service: Service, path: KeyPath, reporter: Reporter): void {
  const isLate = service.strictness.sockets === 'warn';
  reporter.report(
    'docker-socket',
    place('services', service.id, 'compose', ...path),
    `${service.id} mounts the Docker socket. Whoever takes over that container rules ${service.runsOn.id}; :ro does not change that.`,
    {
      hint: `Instead add docker-api: { allow: [containers] } and let it ask ${endpointOf(dockerProxy)}, or say why in docker-socket:.${isLate ? '' : ' While an existing lab moves in, that may wait: lab: { compose: { sockets: warn } }.'}`,
      paste: [reporter.paste('services', service.id, ENGINE_SOCKET_KEY, '<why>')],
      ...(isLate ? { severity: 'warning' } : {}),
    },
  );
}
