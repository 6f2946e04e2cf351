import type { Route } from '../../../core/roles/route.ts';
import { stableText } from '../../../formats/stable-text.ts';
import { traefikLabels } from '../files/labels.ts';
import { below, labelTree } from './label-tree.ts';

/** What leads nowhere else and lets in nobody else, of a service of ours. */
const OF_A_SERVICE = new Set(['passhostheader', 'sticky', 'healthcheck', 'responseforwarding', 'strategy']);
/** Does nothing until a router names it. */
const UNUSED = new Set(['middlewares', 'serverstransports']);

/**
 * What labels of a container make Traefik do beyond the routes of the inventory that lead to it, one line each: routers that are not ours,
 * ours with another say, and where our services lead. Traefik takes no notice of a container that does not say `traefik.enable`.
 */
export function beyondLabels(labels: Readonly<Record<string, unknown>>, routes: readonly Route[], isIngress: boolean): readonly string[] {
  const tree = labelTree(labels);
  const { enable } = tree;
  if (typeof enable !== 'string' || /^(|f|0|false)$/i.test(enable.trim())) return [];
  const ours = labelTree(Object.assign({}, ...routes.map((route) => traefikLabels(route, undefined))));
  return ['http', 'tcp', 'udp', 'tls'].flatMap((protocol) =>
    Object.entries(below(tree, protocol)).flatMap(([kind, things]) =>
      Object.entries(things as object).flatMap(([name, said]: [string, unknown]): string[] => {
        const expected = below(ours, protocol, kind)[name];
        // Services of others are nothing until a router leads to them, and then that router is named here.
        if (UNUSED.has(kind) || (kind === 'services' && expected === undefined)) return [];
        const found =
          kind === 'services' ? withoutHarmless(said) : isIngress && expected !== undefined ? withoutInternal(said, expected) : said;
        if (stableText(found) === stableText(expected)) return [];
        return [`${protocol} ${kind.replace(/s$/, '')} ${name}: ${stableText(found)}`];
      }),
    ),
  );
}

function withoutHarmless(service: unknown): unknown {
  const balancer = Object.entries(below(service, 'loadbalancer')).filter(([key]) => !OF_A_SERVICE.has(key));
  return { ...below(service), loadbalancer: Object.fromEntries(balancer) };
}

/** A route to Traefik itself may lead to what runs in it, such as its dashboard. */
function withoutInternal(router: unknown, expected: unknown): unknown {
  const { service } = below(router);
  return typeof service === 'string' && /^[a-z]+@internal$/i.test(service)
    ? { ...below(router), service: below(expected)['service'] }
    : router;
}
