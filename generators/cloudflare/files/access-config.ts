import type { AccessPolicy } from '../../../core/model/access/access.ts';
import type { Route } from '../../../core/roles/route.ts';
import { type HclBody, type HclMap, hclReference } from '../../../formats/hcl.ts';
import { resourceName } from './resource-name.ts';
import { sessionDuration } from './session-duration.ts';

export const APPLICATION = 'cloudflare_zero_trust_access_application';
const POLICY = 'cloudflare_zero_trust_access_policy';

/** A route whose visitors Cloudflare asks who they are. */
export type GuardedRoute = Route & { readonly exposure: { readonly access: { readonly policy: AccessPolicy } } };

export function isGuarded(route: Route): route is GuardedRoute {
  return route.exposure.access !== undefined;
}

/** What the routes ask, each policy once, sorted by id. */
export function policiesOf(routes: readonly GuardedRoute[]): readonly AccessPolicy[] {
  return [...new Set(routes.map(({ exposure }) => exposure.access.policy))].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Attributes as in the provider's docs/resources, v5.22. */
export function accessConfig(routes: readonly GuardedRoute[], policies: readonly AccessPolicy[]): HclBody {
  const account_id = hclReference('var.account_id');
  return {
    blocks: [
      ...policies.map((policy) => ({
        type: 'resource',
        labels: [POLICY, resourceName(policy.id)],
        attributes: {
          account_id,
          name: policy.title,
          decision: 'allow',
          session_duration: sessionDuration(policy.session),
          include: include(policy),
        },
      })),
      ...routes.map(({ service, exposure: { hostname, access } }) => ({
        type: 'resource',
        labels: [APPLICATION, resourceName(hostname)],
        attributes: {
          account_id,
          name: `${service.title} (${hostname})`,
          type: 'self_hosted',
          domain: hostname,
          session_duration: sessionDuration(access.policy.session),
          policies: [{ id: hclReference(`${POLICY}.${resourceName(access.policy.id)}.id`), precedence: 1 }],
        },
      })),
    ],
  };
}

/** Each rule in an object of its own, since the provider takes no two in one. */
function include(policy: AccessPolicy): readonly HclMap[] {
  return [
    ...policy.emails.map((email) => ({ email: { email } })),
    ...policy.emailDomains.map((domain) => ({ email_domain: { domain } })),
    ...policy.groups.map((id) => ({ group: { id } })),
  ];
}

export function outputsConfig(routes: readonly GuardedRoute[]): HclBody {
  return {
    blocks: [
      {
        type: 'output',
        labels: ['access_audiences'],
        attributes: {
          description: 'Audience tag of each application, for access-audience beside its hostname in the inventory',
          value: Object.fromEntries(
            routes.map(({ exposure: { hostname } }) => [hostname, hclReference(`${APPLICATION}.${resourceName(hostname)}.aud`)]),
          ),
        },
      },
    ],
  };
}
