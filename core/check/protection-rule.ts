import { yamlFlowString } from '../../formats/yaml-scalar.ts';
import { asksWho } from '../facts/exposure.ts';
import { flattened, protectionOf } from '../facts/guards.ts';
import type { Middleware } from '../model/middleware/middleware.ts';
import type { Audience, Exposure } from '../model/service/exposure.ts';
import type { Service } from '../model/service/service.ts';
import { place } from '../reporter.ts';
import type { Context } from '../resolve/context.ts';

const FROM = { lan: 'at home', tunnel: 'on the internet' } as const;

/** Whoever reaches a hostname has to prove who they are, or the inventory says why not. */
export function checkProtection(context: Context): void {
  for (const service of context.nodes.services.values()) {
    if (service.planned) continue;
    service.expose.forEach((exposure, index) => {
      checkLogin(service, exposure, index, context);
      checkAllowList(service, exposure, index, context);
    });
  }
}

function checkLogin(service: Service, exposure: Exposure, index: number, context: Context): void {
  const { open, to, hostname } = exposure;
  // A reason for an audience that it is not exposed to was reported already, and is meant for another one.
  if (Object.keys(open).some((audience) => !to.includes(audience as Audience))) return;
  // A middleware or policy with a mistake of its own was reported already, and might be the login.
  if (exposure.middlewares.length < context.countOf(place('services', service.id, 'expose', index, 'middlewares'))) return;
  if (!isKnown(exposure.middlewares, context) || !context.isWhole(place('services', service.id, 'expose', index))) return;
  const unguarded = to.filter((audience) => !asksWho(exposure, audience) && open[audience] === undefined);
  if (unguarded.length === 0) return;
  const who = unguarded.map((audience) => FROM[audience]).join(' and ');
  const [given] = Object.keys(open) as Audience[];
  const why = given === undefined ? 'nothing says why' : `the reason in open: counts ${FROM[given]} alone`;
  context.report(
    'exposure-unprotected',
    place('services', service.id, 'expose', index, 'host'),
    `Any client ${who} can use ${hostname}: neither a login at the ingress nor Access stands before it, and ${why}.`,
    { hint: hintFor(exposure, unguarded) },
  );
}

/** Whether every chain has all of its members. */
function isKnown(middlewares: readonly Middleware[], context: Context): boolean {
  return middlewares.every(
    ({ id, chain }) => chain === undefined || (context.isWhole(place('middlewares', id, 'chain')) && isKnown(chain, context)),
  );
}

function hintFor({ access, open }: Exposure, unguarded: readonly Audience[]): string {
  if (Object.keys(open).length > 0) {
    const reasons = { ...open, ...Object.fromEntries(unguarded.map((audience) => [audience, undefined])) };
    const said = Object.entries(reasons).map(
      ([audience, because]) => `${audience}: ${because === undefined ? '<why it needs none>' : yamlFlowString(because)}`,
    );
    return `Add a login for them, or a reason: open: { ${said.join(', ')} }.`;
  }
  if (access) return 'Access guards the tunnel alone. Add a middleware with a login for the others, or open: <why it needs none>.';
  const reason = unguarded.includes('tunnel')
    ? `open: { ${unguarded.map((audience) => `${audience}: <why it needs none>`).join(', ')} }`
    : 'open: <why it needs none>';
  return `Add a middleware with a login such as basicAuth, access: <policy> for the tunnel, or ${reason}.`;
}

function checkAllowList(service: Service, exposure: Exposure, index: number, context: Context): void {
  if (!exposure.to.includes('tunnel')) return;
  const list = flattened(exposure.middlewares).find((middleware) => protectionOf(middleware) === 'networks');
  if (list)
    context.report(
      'invalid-value',
      place('services', service.id, 'expose', index, 'to'),
      `${exposure.hostname} is exposed to the tunnel, but ${list.id} judges by address, and who comes through the tunnel has the tunnel's.`,
      { hint: `Take ${list.id} away and use access: <policy>, or expose to lan only.` },
    );
}
