import { once } from '../../lib/once.ts';
import type { Model } from '../contract.ts';
import type { AccessPolicy } from '../model/access/access.ts';
import type { Audience } from '../model/service/exposure.ts';
import { type ExposedWay, exposureOf, type ProtectionLayer } from './exposure.ts';

/** How many hostnames one audience reaches. */
export interface AudienceSummary {
  readonly audience: Audience;
  readonly hostnames: number;
  /** Hostnames that ask for a login before the service does. */
  readonly asking: number;
  /** Hostnames that do not, each with a reason. */
  readonly open: number;
}

/** The exposure of a lab in numbers; home first. */
export function summarizeExposure(model: Model): readonly AudienceSummary[] {
  return (['lan', 'tunnel'] as const).map((audience) => {
    const ways = exposureOf(model).filter((way) => way.audience === audience);
    const open = ways.filter(isOpen).length;
    return { audience, hostnames: ways.length, asking: ways.length - open, open };
  });
}

/** Whether no login is asked for. */
export const isOpen = ({ open }: ExposedWay): boolean => open !== undefined;

/** Whether the layer asks for a login. */
export const isAsking = ({ kind }: ProtectionLayer): boolean => kind === 'access' || kind === 'login';

/** Hostnames that the edge asks for with this policy. */
export const behindPolicy = (model: Model, policy: AccessPolicy): readonly ExposedWay[] => byPolicy(model).get(policy) ?? [];

const byPolicy = once((model: Model) =>
  Map.groupBy(
    exposureOf(model).filter(({ audience }) => audience === 'tunnel'),
    ({ route }) => route.exposure.access?.policy,
  ),
);

/** Who a policy lets in, in numbers: `2 people, 1 domain`. Who they are stays in the inventory. */
export function letsIn({ emails, emailDomains, groups }: AccessPolicy): string {
  const parts = [
    count(emails.length, 'person', 'people'),
    count(emailDomains.length, 'domain', 'domains'),
    count(groups.length, 'group', 'groups'),
  ];
  return parts.filter(Boolean).join(', ') || 'no one';
}

function count(number: number, one: string, many: string): string {
  return number === 0 ? '' : `${number} ${number === 1 ? one : many}`;
}
