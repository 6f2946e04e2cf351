import { type Container, containersOf } from '../../../core/compose/containers.ts';
import type { Model } from '../../../core/contract.ts';
import { type Handler, json } from '../../../core/demo/listener.ts';
import type { Script } from '../../../core/demo/script.ts';
import { steadyId, steadyNumber } from '../../../core/demo/steady-number.ts';
import type { Guest } from '../../../core/model/guest/guest.ts';
import type { Host } from '../../../core/model/host/host.ts';

const HOUR_MS = 3_600_000;

/** The part of the Docker Engine API that a snapshot uses, as the engine of this machine would answer. */
export function dockerApi(machine: Host | Guest, model: Model, script: Script, now: Date): Handler {
  const containers = containersOf(model)
    .filter((each) => each.machine.subject === machine.subject && !each.service.planned)
    .map((container) => play(container, script, now));
  const byId = new Map(containers.map((container) => [container.Id, container]));
  return ({ url }) => {
    const [, kind, id = '', rest] = url.pathname.replace(/^\/v\d\.\d+/, '').split('/');
    if (kind === '_ping') return { status: 200, body: 'OK' };
    if (kind === 'info') return json({ Name: machine.id, ServerVersion: '28.5.2', Containers: containers.length });
    if (kind === 'containers' && id === 'json') return json(containers.map(listed));
    if (kind === 'containers' && rest === 'json')
      return byId.has(id) ? json(inspected(byId.get(id))) : json({ message: 'No such container' }, 404);
    if (kind === 'images' && rest === 'json')
      return json({
        Id: id,
        RepoDigests: containers.filter(({ ImageID }) => ImageID === id).flatMap(({ Image }) => (Image.includes('@') ? [Image] : [])),
      });
    return undefined;
  };
}

type Played = ReturnType<typeof play>;

function play(container: Container, script: Script, now: Date) {
  const { project, name, service, runsOnce } = container;
  const Id = steadyId(`${project}/${name}`);
  const Image = script.drifted?.container === container ? script.drifted.image : container.image;
  const started = new Date(now.getTime() - (20 + steadyNumber(Id, 900)) * HOUR_MS);
  const ended = service === script.failing ? 1 : runsOnce ? 0 : undefined;
  const finished = new Date(now.getTime() - HOUR_MS / 5);
  return {
    Id,
    Image,
    ImageID: `sha256:${steadyId(Image)}`,
    Names: [`/${project}-${name}-1`],
    Labels: {
      'com.docker.compose.project': project,
      'com.docker.compose.service': name,
      'com.docker.compose.oneoff': 'False',
      'com.docker.compose.container-number': '1',
    },
    State: {
      Status: ended === undefined ? 'running' : 'exited',
      Running: ended === undefined,
      ExitCode: ended ?? 0,
      OOMKilled: false,
      StartedAt: started.toISOString(),
      FinishedAt: ended === undefined ? '0001-01-01T00:00:00Z' : finished.toISOString(),
      ...(ended === undefined && service.compose?.services[name]?.['healthcheck'] !== undefined
        ? { Health: { Status: 'healthy', FailingStreak: 0, Log: [] } }
        : {}),
    },
  };
}

const listed = ({ State, ...container }: Played) => ({ ...container, State: State.Status });

function inspected(container: Played | undefined) {
  if (!container) return {};
  const { Id, Image, ImageID, Names, Labels, State } = container;
  return { Id, Name: Names[0], Image: ImageID, RestartCount: 0, State, Config: { Image, Labels } };
}
