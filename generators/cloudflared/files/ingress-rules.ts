import type { Route } from '../../../core/roles/route.ts';

/** A rule of cloudflared's `ingress`. Keys as in cloudflared's config/configuration.go, 2026.8. */
export interface IngressRule {
  readonly hostname?: string;
  readonly service: string;
  readonly originRequest?: {
    readonly originServerName: string;
    readonly access?: { readonly required: true; readonly teamName: string; readonly audTag: readonly string[] };
  };
}

/** One rule for each hostname, in the order of the routes, and last the answer to every other. */
export function ingressRules(routes: readonly Route[], service: string, team: string): readonly IngressRule[] {
  return [
    ...routes.map(({ exposure: { hostname, access } }) => ({
      hostname,
      service,
      originRequest: {
        // The ingress is called by its container's name, but its certificate is the hostname's: so it is asked for and checked.
        originServerName: hostname,
        // cloudflared looks for `access` in the rule alone, never among the defaults. Without a tag it would refuse every client.
        ...(access?.audience === undefined ? {} : { access: { required: true as const, teamName: team, audTag: [access.audience] } }),
      },
    })),
    { service: 'http_status:404' },
  ];
}
