import type { StatedDoor } from '../../../core/compose/doors/stated-door.ts';
import { statedDoorsOf } from '../../../core/compose/doors/stated-door.ts';
import { endpointOf } from '../../../core/compose/engine.ts';
import type { Resolved } from '../../../core/contract.ts';
import { ENGINE_SOCKET_KEY, HOST_ACCESS_KEY } from '../../../core/model/service/schema.ts';
import type { Service } from '../../../core/model/service/service.ts';
import { place, type Reporter } from '../../../core/reporter.ts';
import { yamlFlowString } from '../../../formats/yaml-scalar.ts';
import { suggestionHint } from '../../../lib/suggest.ts';
import engine from '../engine.ts';
import { dockerProxy } from '../facts/docker-proxy.ts';

const LATE = ' While an existing lab moves in, that may wait: lab: { compose: { sockets: warn } }.';

/** No container holds anything by which whoever takes it over gets at its machine, unless the inventory says why; and it says so of nothing else. */
export function checkDoors({ services }: Resolved, reporter: Reporter): void {
  for (const service of services) {
    if (service.planned || !service.compose) continue;
    checkProxyName(service, reporter);
    const doors = statedDoorsOf(service, services, engine);
    const open = doors.filter(({ because }) => because === undefined);
    for (const same of Map.groupBy(open, ({ kind, key }) => (kind === 'socket' ? kind : key)).values()) report(service, same, reporter);
    checkReasons(service, doors, reporter);
  }
}

function report(service: Service, [first, ...others]: readonly StatedDoor[], reporter: Reporter): void {
  if (!first) return;
  const { kind, key, container, what } = first;
  const isDoubtful = first.isDoubtful === true;
  const isLate = isDoubtful || service.strictness.sockets === 'warn';
  const isSocket = kind === 'socket';
  const at = (door: StatedDoor) => place('services', service.id, 'compose', ...door.path);
  const stated = isSocket ? `${ENGINE_SOCKET_KEY}: <why>` : `${HOST_ACCESS_KEY}: { ${yamlFlowString(key)}: <why> }`;
  const [under, line] = isSocket ? [ENGINE_SOCKET_KEY, '<why>'] : [HOST_ACCESS_KEY, `${yamlFlowString(key)}: <why>`];
  reporter.report(
    isSocket ? 'docker-socket' : 'host-access',
    at(first),
    `${container} of ${service.id} ${what}. ${isDoubtful ? 'If it is, whoever' : 'Whoever'} takes over that container gets at ${first.leadsTo ?? service.runsOn.id}, and nothing says why it may.`,
    {
      hint: `${instead(first)} or say why it has to be: ${stated}.${isLate ? '' : LATE}`,
      related: others.map((door) => ({ at: reporter.spanOf(at(door)), message: `${door.container} of ${service.id} ${door.what}:` })),
      paste: [reporter.paste('services', service.id, under, line)],
      ...(isLate ? { severity: 'warning' } : {}),
    },
  );
}

/** What does without it, to be followed by `or …`. */
function instead({ kind, what, path, leadsTo }: StatedDoor): string {
  if (kind === 'socket') return `Instead add docker-api: { allow: [containers] } and let it ask ${endpointOf(dockerProxy)},`;
  if (kind === 'folder' && /^mounts \/(proc|sys|usr|boot|bin|sbin|lib)/.test(what) && !what.includes('read-only'))
    return 'Mount it read-only,';
  if (kind === 'folder' && what.startsWith('mounts')) return 'Mount the one file or folder that it needs,';
  if (leadsTo !== undefined) return 'Leave that network, and let needs: or uses: say whom it talks to,';
  return path[2] === undefined ? 'Leave that network,' : `Take ${String(path[2])} away,`;
}

/** A reason for what no container has would let it in without a word one day. */
function checkReasons(service: Service, doors: readonly StatedDoor[], reporter: Reporter): void {
  const known = doors.filter(({ kind }) => kind !== 'socket').map(({ key }) => key);
  for (const key of Object.keys(service.hostAccess)) {
    if (known.includes(key)) continue;
    const rest = known.filter((each) => !Object.hasOwn(service.hostAccess, each));
    reporter.report(
      'invalid-value',
      place('services', service.id, HOST_ACCESS_KEY, key),
      `${HOST_ACCESS_KEY} of ${service.id} says why it has ${key}, which no container of it has.`,
      { what: 'key', hint: suggestionHint(key, rest) ?? 'Take it away.' },
    );
  }
  const folder = doors.find(({ kind, because }) => kind === 'folder' && because === undefined);
  if (service.engineSocket !== undefined && !doors.some(({ kind }) => kind === 'socket'))
    reporter.report(
      'invalid-value',
      place('services', service.id, ENGINE_SOCKET_KEY),
      `${ENGINE_SOCKET_KEY} of ${service.id} says why it holds the socket of ${engine.name}, which no container of it does.`,
      {
        what: 'key',
        hint: folder ? `A folder has a reason of its own: ${HOST_ACCESS_KEY}: { ${yamlFlowString(folder.key)}: <why> }.` : 'Take it away.',
      },
    );
}

function checkProxyName(service: Service, reporter: Reporter): void {
  if (!service.engineApi || !Object.hasOwn(service.compose?.services ?? {}, dockerProxy.container)) return;
  reporter.report(
    'container-name-clash',
    place('services', service.id, 'compose', 'services', dockerProxy.container),
    `docker-api puts a container called ${dockerProxy.container} beside ${service.id}, and its fragment has one of that name.`,
    { what: 'key', hint: 'Take the container out of the fragment, or docker-api away.' },
  );
}
