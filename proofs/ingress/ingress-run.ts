import { entryContainers } from '../../core/compose/entry-containers.ts';
import { type Stack, stacksOf } from '../../core/compose/stacks.ts';
import type { Model } from '../../core/contract.ts';
import type { ExposedWay } from '../../core/facts/exposure.ts';
import { flattened } from '../../core/facts/guards.ts';
import { ingressOf } from '../../core/facts/players.ts';
import { tunnelOf } from '../../core/facts/tunnel-link.ts';
import type { Audience } from '../../core/model/service/exposure.ts';
import type { Service } from '../../core/model/service/service.ts';
import type { IngressRole } from '../../core/roles/ingress.ts';
import {
  type ClientAnswer,
  type ClientFailure,
  type ClientRequest,
  type NamespaceClient,
  startClient,
} from '../../testbed/topology/client.ts';
import type { IngressTestbed } from './testbed.ts';
import type { Visitor } from './visitors.ts';

/** Addresses of people on the internet (RFC 5737: for documentation), as the edge would name them. */
const STRANGER = '203.0.113.7';
export const OTHER_STRANGER = '203.0.113.8';
export const BANNED_STRANGER = '203.0.113.66';

const SETTLES_MS = 20_000;

/** Where requests come from and where they go, during the checks. */
export interface IngressRun {
  readonly testbed: IngressTestbed;
  /** As `performance.now()` has it, when the ingress had the time to learn of every container. */
  readonly settledBy: number;
  /** A client that stands where a visitor stands. */
  at(visitor: Visitor): Promise<NamespaceClient>;
  /** A client that stands where the tunnel stands; undefined without a tunnel. */
  readonly tunnel: NamespaceClient | undefined;
  /** A client in the network of a container. */
  inside(stack: Stack, container: string): Promise<NamespaceClient>;
  /** Ends every client. */
  stop(): Promise<void>;
}

export async function startRun(testbed: IngressTestbed): Promise<IngressRun> {
  const clients = new Map<string, Promise<NamespaceClient>>();
  const client = (key: string, enter: () => Promise<readonly string[]>) => {
    const known = clients.get(key) ?? enter().then(startClient);
    clients.set(key, known);
    return known;
  };
  const inside: IngressRun['inside'] = (stack, container) => {
    const name = containerName(stack, container);
    return client(`${stack.machine.id} ${name}`, () => testbed.topology.engine(stack.machine.id).inContainerNetwork(name));
  };
  const link = tunnelOf(testbed.model);
  const stack = stacksOf(testbed.model).find(({ service }) => service === link?.tunnel);
  const entry = stack?.service.compose ? entryContainers(stack.service, stack.service.compose)[0] : undefined;
  const tunnel =
    stack && entry !== undefined
      ? await inside(stack, entry)
      : link && (await client('tunnel', async () => testbed.topology.node(link.tunnel.runsOn.id).enter));
  return {
    testbed,
    settledBy: performance.now() + SETTLES_MS,
    at: (visitor) => client(visitor.id, async () => testbed.topology.node(visitor.id).enter),
    tunnel,
    inside,
    stop: async () => {
      await Promise.allSettled([...clients.values()].map(async (each) => (await each).stop()));
    },
  };
}

/** Name that Compose gives a container of a stack. */
export function containerName({ service, document }: Stack, container: string): string {
  const own = (document['services'] as Readonly<Record<string, Readonly<Record<string, unknown>>>>)[container]?.['container_name'];
  return typeof own === 'string' ? own : `${service.id}-${container}-1`;
}

/** The two visitors that try a way: from a network that its allow-list lets in, else from the ingress' own. */
export function visitorsFor({ route }: ExposedWay, { visitors, model }: IngressTestbed): readonly [Visitor, Visitor] {
  const allowed = flattened(route.exposure.middlewares).flatMap(({ networks }) => networks ?? []);
  const fitting = visitors.filter(({ network }) =>
    allowed.length > 0 ? allowed.includes(network) : network === model.lab.ingress?.network,
  );
  const [first = visitors[0], second = visitors[1]] = fitting;
  if (!first || !second) throw new Error('no network of the lab has a gateway, so there are no visitors');
  return [first, second];
}

export function from(audience: Audience): string {
  return audience === 'lan' ? 'from home' : 'through the tunnel';
}

/** What the edge and the tunnel say of a client on the internet. */
export function forwardedFor(address: string, { model }: IngressTestbed): Readonly<Record<string, string>> {
  const header = tunnelOf(model)?.edge.clientHeader.toLowerCase();
  return { 'x-forwarded-for': address, ...(header === undefined ? {} : { [header]: address }) };
}

/** A request to a hostname on one of the two entrances. */
export function requestTo(testbed: IngressTestbed, audience: Audience, hostname: string, more: Partial<ClientRequest> = {}): ClientRequest {
  const { fixture } = testbed;
  const client = audience === 'tunnel' ? forwardedFor(STRANGER, testbed) : {};
  return {
    url: `https://${hostname}/`,
    connect: { host: entranceHost(testbed, audience), port: entryPointsOf(testbed.model)[audience].port },
    servername: hostname,
    ca: fixture.ca,
    timeoutMs: 8_000,
    ...more,
    headers: { host: hostname, ...client, ...more.headers },
  };
}

/** Where the ingress takes requests. Throws for a lab without one, which no proof is started for. */
export function entryPointsOf(model: Model): IngressRole['entryPoints'] {
  const ingress = ingressOf(model);
  if (!ingress) throw new TypeError('a lab of this proof has an ingress');
  return ingress.role.entryPoints;
}

/** Address that the ingress answers on. */
function entranceHost({ model }: IngressTestbed, audience: Audience): string {
  const own = addressOf(model.lab.ingress);
  if (audience === 'lan') return own;
  const link = tunnelOf(model);
  const host = link?.listen.slice(0, link.listen.lastIndexOf(':')) ?? '';
  return host === '' ? own : host;
}

function addressOf(service: Model['lab']['ingress']): string {
  const { address, runsOn } = service as Service;
  return address ?? runsOn.primary?.ip ?? '';
}

export function authorization({ login }: IngressTestbed): Readonly<Record<string, string>> {
  return { authorization: `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}` };
}

/** `200`, or the code of what went wrong. */
export function seen(answer: ClientAnswer | ClientFailure): string {
  return 'error' in answer ? answer.error : String(answer.status);
}
