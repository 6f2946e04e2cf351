import { once } from '../../lib/once.ts';
import type { Model } from '../contract.ts';
import type { Middleware, ProtectionKind } from '../model/middleware/middleware.ts';
import type { SubjectId } from '../model/node.ts';
import type { Audience, Exposure } from '../model/service/exposure.ts';
import type { Route } from '../roles/route.ts';
import { flattened, isGuarded, protectionOf } from './guards.ts';
import { bansOf, ingressOf, tunnelRoleOf } from './players.ts';
import { routesOf } from './routes.ts';

export interface ExposedWay {
  readonly route: Route;
  readonly audience: Audience;
  /** What a request passes, from outside inwards. */
  readonly layers: readonly ProtectionLayer[];
  /** Why no login is asked for; absent where one is. */
  readonly open?: string;
}

export interface ProtectionLayer {
  readonly kind: 'access' | 'bans' | 'tls' | ProtectionKind;
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
          ...accessLayers(exposure, audience, model),
          ...ingressLayers(exposure, model),
          ...flattened(exposure.middlewares).map(middlewareLayer),
        ],
        ...openTo(exposure, audience),
      };
    }),
  );
});

function openTo(exposure: Exposure, audience: Audience): Pick<ExposedWay, 'open'> {
  const because = exposure.open[audience];
  return because === undefined || asksWho(exposure, audience) ? {} : { open: because };
}

/** Whether a login is asked for before a request reaches the service. */
export function asksWho(exposure: Exposure, audience: Audience): boolean {
  return isGuarded(exposure) || (audience === 'tunnel' && exposure.access !== undefined);
}

function accessLayers({ access }: Exposure, audience: Audience, model: Model): ProtectionLayer[] {
  if (audience !== 'tunnel' || !access) return [];
  const { policy, audience: tag } = access;
  const edge = tunnelRoleOf(model)?.role.edge.title ?? 'the edge';
  const where =
    tag === undefined
      ? `Asked at ${edge} only; the tunnel has no audience tag to check it again`
      : `Asked at ${edge}, checked again by the tunnel`;
  return [{ kind: 'access', title: `Access: ${policy.title}`, detail: where, subject: policy.subject }];
}

/** What the ingress does to every request, in its order. */
function ingressLayers({ hostname }: Exposure, model: Model): ProtectionLayer[] {
  const ingress = ingressOf(model)?.role;
  if (!ingress) return [];
  const engine = bansOf(model)?.service;
  const layers: Readonly<Record<(typeof ingress.passes)[number], readonly ProtectionLayer[]>> = {
    bans: engine
      ? [{ kind: 'bans', title: 'Bans', detail: `Addresses that ${engine.title} has banned get 403`, subject: engine.subject }]
      : [],
    tls: [{ kind: 'tls', title: 'TLS', detail: `Certificate of ${hostname}, at least ${ingress.oldestTls}` }],
  };
  return ingress.passes.flatMap((kind) => layers[kind]);
}

function middlewareLayer(middleware: Middleware): ProtectionLayer {
  const { title, summary, subject, networks, native } = middleware;
  const detail = networks ? `Only from ${networks.map((network) => network.title).join(', ')}` : summary || (native?.kind ?? '');
  return { kind: protectionOf(middleware), title, detail, subject };
}
