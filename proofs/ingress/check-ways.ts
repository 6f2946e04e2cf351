import { setTimeout as sleep } from 'node:timers/promises';
import { stacksOf } from '../../core/compose/stacks.ts';
import type { Model } from '../../core/contract.ts';
import type { ExposedWay } from '../../core/facts/exposure.ts';
import { flattened } from '../../core/facts/guards.ts';
import type { ClientAnswer, ClientFailure, ClientRequest, NamespaceClient } from '../../testbed/topology/client.ts';
import type { ProofCheck } from '../record/record.ts';
import { ingressProofOf } from '../system-proofs.ts';
import { FIXTURE_BURST } from './fixture.ts';
import {
  authorization,
  containerName,
  forwardedFor,
  from,
  type IngressRun,
  OTHER_STRANGER,
  requestTo,
  seen,
  visitorsFor,
} from './ingress-run.ts';
import type { Visitor } from './visitors.ts';

const FLOOD = 2 * FIXTURE_BURST;

interface Way {
  readonly run: IngressRun;
  readonly way: ExposedWay;
  readonly client: NamespaceClient;
  /** Stands elsewhere; for the tunnel the same client, who says so. */
  readonly other: NamespaceClient;
  readonly otherHeaders: Readonly<Record<string, string>>;
  readonly request: ClientRequest;
  /** With the login, where one is asked for. */
  readonly admitted: ClientRequest;
}

/** Everything that one hostname promises to one audience. */
export async function checkWay(run: IngressRun, way: ExposedWay): Promise<readonly ProofCheck[]> {
  const { testbed } = run;
  const { audience, route } = way;
  const { hostname } = route.exposure;
  const [first, second] = visitorsFor(way, testbed);
  const client = audience === 'lan' ? await run.at(first) : run.tunnel;
  const other = audience === 'lan' ? await run.at(second) : run.tunnel;
  if (!client || !other)
    return [{ subject: route.service.subject, name: `${hostname} ${from(audience)}`, ok: false, detail: 'there is no tunnel' }];
  const request = requestTo(testbed, audience, hostname);
  const admitted = { ...request, headers: { ...request.headers, ...authorization(testbed) } };
  const otherHeaders = audience === 'lan' ? {} : forwardedFor(OTHER_STRANGER, testbed);
  const tried: Way = { run, way, client, other, otherHeaders, request, admitted };
  await untilRouted(tried);
  const checks: { what: string; ok: boolean; detail: string }[] = [];
  const note = (what: string, result: { ok: boolean; detail: string }) => checks.push({ what, ...result });
  if (audience === 'lan') note('redirect to HTTPS', await redirect(tried));
  if (has(way, 'login')) note('login', await login(tried));
  const answer = await client.request(admitted);
  note('backend', await backend(tried, answer));
  const headers = ingressProofOf(testbed.model)?.headers(route.exposure.middlewares);
  if (headers && headers.size > 0) note('security headers', securityHeaders(answer, headers));
  const outsiders = has(way, 'networks') ? outsidersOf(tried) : [];
  if (outsiders.length > 0) note('allow-list', await allowList(tried, outsiders));
  // Behind the dashboard there is nothing that would receive the user.
  if (route.service !== testbed.model.lab.ingress) note('client address', await clientAddress(tried));
  if (isRateLimited(testbed.model, way)) note('rate limit', await rateLimit(tried));
  return checks.map(({ what, ...result }) => ({
    subject: route.service.subject,
    name: `${hostname} ${from(audience)}: ${what}`,
    ...result,
  }));
}

/** An ingress learns of containers one after another. */
async function untilRouted({ run, client, request }: Way): Promise<void> {
  for (;;) {
    const now = seen(await client.request(request));
    if (!['404', '502', 'ECONNREFUSED', 'ECONNRESET'].includes(now) || performance.now() > run.settledBy) return;
    await sleep(300);
  }
}

function has({ layers }: ExposedWay, kind: ExposedWay['layers'][number]['kind']): boolean {
  return layers.some((layer) => layer.kind === kind);
}

async function redirect({ client, request }: Way) {
  const { connect, url } = request;
  const answer = await client.request({
    ...request,
    url: url.replace('https:', 'http:'),
    connect: { host: connect?.host ?? '', port: 80 },
  });
  const to = 'error' in answer ? '' : String(answer.headers['location'] ?? '');
  const ok = ['301', '308'].includes(seen(answer)) && to === url;
  return { ok, detail: ok ? `${seen(answer)} to ${to}` : `wanted 308 to ${url}, got ${seen(answer)} ${to}`.trim() };
}

async function login({ client, request }: Way) {
  const wrong = { ...request, headers: { ...request.headers, authorization: `Basic ${Buffer.from('proof:wrong').toString('base64')}` } };
  const answers = [seen(await client.request(request)), seen(await client.request(wrong))];
  const ok = answers.every((answer) => answer === '401');
  return { ok, detail: ok ? '401 without and with a wrong password' : `wanted 401, got ${answers.join(' and ')}` };
}

/** The answer comes from the container, or the machine, that the inventory names. */
async function backend({ run, way, client, admitted }: Way, answer: ClientAnswer | ClientFailure) {
  const { model, topology } = run.testbed;
  const { service, exposure } = way.route;
  if (service === model.lab.ingress) return ownPage(model, client, admitted);
  const said = 'error' in answer ? undefined : parsed(answer.body);
  if (seen(answer) !== '200' || said === undefined)
    return { ok: false, detail: `wanted the stand-in of ${service.id}, got ${seen(answer)}` };
  const stack = stacksOf(model).find((each) => each.service === service);
  if (!stack || exposure.container === undefined) {
    const ok = said.name === service.id && said.port === String(exposure.port);
    return {
      ok,
      detail: ok ? `${service.id} on ${service.runsOn.id}` : `wanted ${service.id}:${exposure.port}, got ${said.name}:${said.port}`,
    };
  }
  const name = containerName(stack, exposure.container);
  const { Config } = await topology.engine(stack.machine.id).api.getContainer(name).inspect();
  const ok = said.container === Config.Hostname && said.port === String(exposure.port);
  return {
    ok,
    detail: ok
      ? `${name} on ${stack.machine.id}, port ${said.port}`
      : `wanted ${name}:${exposure.port}, got ${said.container}:${said.port}`,
  };
}

/** The ingress exposes its own page: that answers, and only after the login. */
async function ownPage(model: Model, client: NamespaceClient, admitted: ClientRequest) {
  const page = ingressProofOf(model)?.ownPage;
  if (!page) return { ok: false, detail: 'the ingress does not expose its own page' };
  const answer = await client.request({ ...admitted, url: `${admitted.url}${page.path}` });
  const ok = seen(answer) === '200' && 'body' in answer && answer.body.includes(page.holds);
  return { ok, detail: ok ? page.title : `wanted ${page.title}, got ${seen(answer)}` };
}

interface StandInAnswer {
  readonly container: string;
  readonly name: string;
  readonly port: string;
  readonly headers: Readonly<Record<string, string>>;
}

function parsed(body: string): StandInAnswer | undefined {
  try {
    return JSON.parse(body) as StandInAnswer;
  } catch {
    return undefined;
  }
}

function securityHeaders(answer: ClientAnswer | ClientFailure, wanted: ReadonlyMap<string, string | undefined>) {
  if ('error' in answer) return { ok: false, detail: answer.error };
  const wrong = [...wanted].filter(([name, value]) => (answer.headers[name] ?? undefined) !== value);
  const detail = wrong.map(([name, value]) => `${name} is ${answer.headers[name] ?? 'absent'}, wanted ${value ?? 'none'}`).join('; ');
  return { ok: wrong.length === 0, detail: wrong.length === 0 ? `${wanted.size} as promised` : detail };
}

/** Visitors in networks that an allow-list of the inventory's networks does not name. */
function outsidersOf({ run, way }: Way): readonly Visitor[] {
  const lists = flattened(way.route.exposure.middlewares).flatMap(({ networks }) => (networks ? [networks] : []));
  return run.testbed.visitors.filter(({ network }) => lists.some((networks) => !networks.includes(network)));
}

async function allowList({ run, request }: Way, outsiders: readonly Visitor[]) {
  const refused = new Map<string, string>();
  for (const outsider of outsiders) refused.set(outsider.network.id, seen(await (await run.at(outsider)).request(request)));
  const wrong = [...refused].filter(([, status]) => status !== '403');
  return {
    ok: wrong.length === 0,
    detail:
      wrong.length === 0 ? `403 from ${[...refused.keys()].join(', ')}` : wrong.map(([id, status]) => `${status} from ${id}`).join(', '),
  };
}

/** A client may not say who it is; behind the tunnel the edge says it. */
async function clientAddress({ run, way, client, admitted }: Way) {
  const lie = { 'x-forwarded-for': '192.0.2.99', 'x-real-ip': '192.0.2.99' };
  const headers = way.audience === 'lan' ? { ...admitted.headers, ...lie } : admitted.headers;
  const answer = await client.request({ ...admitted, headers: headers ?? {} });
  const told = 'error' in answer ? undefined : parsed(answer.body)?.headers['x-forwarded-for'];
  const [visitor] = visitorsFor(way, run.testbed);
  const wanted = way.audience === 'lan' ? visitor.ip : (admitted.headers?.['x-forwarded-for'] ?? '');
  const ok = way.audience === 'lan' ? told === wanted : (told ?? '').split(', ')[0] === wanted;
  return { ok, detail: ok ? `the app gets ${wanted}` : `wanted ${wanted}, the app gets ${told ?? seen(answer)}` };
}

function isRateLimited(model: Model, { route }: ExposedWay): boolean {
  return flattened(route.exposure.middlewares).some((each) => ingressProofOf(model)?.isRateLimit(each) === true);
}

/** Too many requests are refused, and another client does not notice. */
async function rateLimit({ client, other, otherHeaders, admitted }: Way) {
  const flood = () => client.flood(admitted, FLOOD, FLOOD / 2);
  const counts = await flood();
  if ((counts['429'] ?? 0) === 0) return { ok: false, detail: `${FLOOD} requests at once and no 429: ${JSON.stringify(counts)}` };
  // A limit that both share lets one request a second through: on a slow machine that would be the one of the other client.
  let isAnswered = false;
  const asked = other.request({ ...admitted, headers: { ...admitted.headers, ...otherHeaders } }).finally(() => {
    isAnswered = true;
  });
  while (!isAnswered) await flood();
  const beside = seen(await asked);
  if (beside === '429') return { ok: false, detail: '429 for another client as well' };
  // How many were refused says how fast this machine is, which no committed record wants to know.
  return { ok: true, detail: `429 past a limit of ${FIXTURE_BURST}, ${beside} for another client` };
}
