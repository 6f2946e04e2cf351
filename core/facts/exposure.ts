import { once } from '../../lib/once.ts';
import type { Model } from '../contract.ts';
import type { Middleware } from '../model/middleware/middleware.ts';
import type { SubjectId } from '../model/node.ts';
import type { Audience, Exposure } from '../model/service/exposure.ts';
import { asksForLogin, flattened, isGuarded, kindOf } from './guards.ts';
import { type Route, routesOf } from './routes.ts';

export interface ExposedWay {
  readonly route: Route;
  readonly audience: Audience;
  /** What a request passes, from outside inwards. */
  readonly layers: readonly ProtectionLayer[];
  /** Why nobody is asked who they are; absent where somebody is. */
  readonly open?: string;
}

export interface ProtectionLayer {
  readonly kind: 'access' | 'bans' | 'tls' | 'networks' | 'login' | 'rate-limit' | 'headers' | 'other';
  readonly title: string;
  /** What it does, for people. */
  readonly detail: string;
  readonly subject?: SubjectId;
}

/** Every way from outside to a hostname, and what a request passes on it. */
export const exposureOf = once((model: Model): readonly ExposedWay[] => {
  return routesOf(model).flatMap((route) =>
    route.exposure.to.map((audience): ExposedWay => {
      const { exposure } = route;
      return {
        route,
        audience,
        layers: [
          ...accessLayers(exposure, audience),
          ...banLayers(model),
          { kind: 'tls', title: 'TLS', detail: `Certificate of ${exposure.hostname}, at least TLS 1.2` },
          ...flattened(exposure.middlewares).map(middlewareLayer),
        ],
        ...(asksWho(exposure, audience) || !exposure.open ? {} : { open: exposure.open.because }),
      };
    }),
  );
});

/** Whether somebody has to prove who they are before a request reaches the service. */
export function asksWho(exposure: Exposure, audience: Audience): boolean {
  return isGuarded(exposure) || (audience === 'tunnel' && exposure.access !== undefined);
}

function accessLayers({ access }: Exposure, audience: Audience): ProtectionLayer[] {
  if (audience !== 'tunnel' || !access) return [];
  const { policy, audience: tag } = access;
  const where =
    tag === undefined
      ? 'Asked at Cloudflare only; the tunnel has no audience tag to check it again'
      : 'Asked at Cloudflare, checked again by the tunnel';
  return [{ kind: 'access', title: `Access: ${policy.title}`, detail: where, subject: policy.subject }];
}

function banLayers({ lab: { bans } }: Model): ProtectionLayer[] {
  if (!bans || bans.engine.planned) return [];
  return [{ kind: 'bans', title: 'Bans', detail: `Addresses that ${bans.engine.title} has banned get 403`, subject: bans.engine.subject }];
}

function middlewareLayer(middleware: Middleware): ProtectionLayer {
  const { title, summary, subject, networks } = middleware;
  const detail = networks ? `Only from ${networks.map((network) => network.title).join(', ')}` : summary || kindOf(middleware);
  return { kind: layerKind(middleware), title, detail, subject };
}

function layerKind(middleware: Middleware): ProtectionLayer['kind'] {
  if (asksForLogin(middleware)) return 'login';
  switch (kindOf(middleware)) {
    case 'ipAllowList':
      return 'networks';
    case 'rateLimit':
    case 'inFlightReq':
      return 'rate-limit';
    case 'headers':
      return 'headers';
    default:
      return 'other';
  }
}
