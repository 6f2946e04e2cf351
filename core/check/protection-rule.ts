import { asksWho } from '../facts/exposure.ts';
import { flattened, protectionOf } from '../facts/guards.ts';
import type { Exposure } from '../model/service/exposure.ts';
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
  if (exposure.open) return;
  // A middleware or policy with a mistake of its own was reported already, and might be the login.
  if (exposure.middlewares.length < context.countOf(place('services', service.id, 'expose', index, 'middlewares'))) return;
  const unguarded = exposure.to.filter((audience) => !asksWho(exposure, audience));
  if (unguarded.length === 0) return;
  const who = unguarded.map((audience) => FROM[audience]).join(' and ');
  context.report(
    'exposure-unprotected',
    place('services', service.id, 'expose', index, 'host'),
    `Any client ${who} can use ${exposure.hostname}: neither a login at the ingress nor Access stands before it, and nothing says why.`,
    {
      hint: exposure.access
        ? 'Access guards the tunnel alone. Add a middleware with a login for the others, or open: <why it needs none>.'
        : 'Add a middleware with a login such as basicAuth, access: <policy> for the tunnel, or open: <why it needs none>.',
    },
  );
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
