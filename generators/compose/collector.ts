import { errorWords } from '../../core/collect/error-words.ts';
import { vantageProblem } from '../../core/collect/vantage.ts';
import type { Collection, Collector, CollectorIo, Model, SourceReport } from '../../core/contract.ts';
import type { Guest } from '../../core/model/guest/guest.ts';
import type { Host } from '../../core/model/host/host.ts';
import checkKinds from './check-kinds.ts';
import { askEngine, WrongEngine } from './docker/ask-engine.ts';
import { type EngineEndpoint, parseEndpoint, routeOf, showEndpoint } from './docker/endpoint.ts';
import { openEngine, type Transport } from './docker/engine.ts';
import { forwardSocket } from './docker/ssh-forward.ts';

/** Asks every declared Docker Engine what it runs, and compares that with what is declared. */
export default {
  id: 'compose',
  title: 'Docker',
  deadlineMs: 25_000,
  checks: checkKinds,
  async collect(model: Model, io: CollectorIo): Promise<Collection> {
    const machines = [...model.hosts, ...model.guests].filter(({ engine, planned }) => engine?.endpoint !== undefined && !planned);
    const all = await Promise.all(machines.map((machine) => askMachine(machine, model, io)));
    return {
      sources: all.flatMap(({ sources }) => sources),
      observations: all.flatMap(({ observations }) => observations),
      drift: all.flatMap(({ drift }) => drift),
    };
  },
} satisfies Collector;

async function askMachine(machine: Host | Guest, model: Model, io: CollectorIo): Promise<Collection> {
  const started = performance.now();
  const source = `docker:${machine.id}`;
  const report = (error?: string): SourceReport => ({
    id: source,
    title: `Docker on ${machine.title}`,
    ok: error === undefined,
    ...(error === undefined ? {} : { error }),
    durationMs: Math.round(performance.now() - started),
  });
  const dead = (error: string): Collection => ({ sources: [report(error)], observations: [], drift: [] });

  const endpoint = parseEndpoint(machine.engine?.endpoint ?? '');
  if (!endpoint) return dead('The endpoint is none of unix:///…, tcp://host:port, https://host:port, ssh://user@host.');
  const problem = endpoint.kind === 'unix' ? undefined : vantageProblem(model, io);
  if (problem !== undefined) return dead(problem);
  try {
    const found = await withTransport(endpoint, machine, io, async (transport) => {
      const local = endpoint.kind === 'unix' && transport.kind === 'unix';
      return askEngine(openEngine(transport, io), local, machine, model, io, source);
    });
    return { sources: [report()], ...found };
  } catch (error) {
    return dead(reason(endpoint, error));
  }
}

/** Finds the way to an endpoint, through `io.route`; a route may lead from a socket or from SSH to a port. */
async function withTransport<T>(
  endpoint: EngineEndpoint,
  machine: Host | Guest,
  io: CollectorIo,
  use: (transport: Transport) => Promise<T>,
): Promise<T> {
  const { host, port } = routeOf(endpoint, machine);
  const routed = io.route(host, port);
  if (endpoint.kind === 'tcp') return use({ kind: 'tcp', ...routed });
  if (endpoint.kind === 'https')
    return use({
      kind: 'https',
      ...routed,
      servername: endpoint.host,
      ...(io.ca === undefined ? {} : { ca: io.ca }),
    });
  if (routed.port !== 0) return use({ kind: 'tcp', ...routed });
  if (io.demo) throw Object.assign(new Error('demo'), { code: 'ERR_SSH', reason: 'the demo plays no engine there' });
  if (endpoint.kind === 'unix') return use(endpoint);
  const forward = await forwardSocket(endpoint, AbortSignal.any([io.signal, AbortSignal.timeout(10_000)]));
  try {
    return await use({ kind: 'unix', path: forward.socketPath });
  } finally {
    await forward.close();
  }
}

function reason(endpoint: EngineEndpoint, error: unknown): string {
  const where = showEndpoint(endpoint);
  if (error instanceof WrongEngine) return `${where}: ${error.message}.`;
  if (typeof error === 'object' && error !== null) {
    if ('code' in error && error.code === 'ERR_SSH' && 'reason' in error) return `${where}: ${String(error.reason)}.`;
    if ('statusCode' in error)
      return `${where} answered with status ${String(error.statusCode)}${error.statusCode === 403 ? ': a socket proxy may not allow it' : ''}.`;
  }
  if (endpoint.kind === 'unix' && typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT')
    return `There is no socket ${where} on this machine.`;
  return `${where} ${errorWords(error)}.`;
}
