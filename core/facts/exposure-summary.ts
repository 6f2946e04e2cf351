import type { AccessPolicy, Audience } from '../model.ts';
import type { ExposedWay, Facts, ProtectionLayer } from './facts.ts';
import { once } from './once.ts';

/** How many hostnames one audience reaches. */
export interface AudienceSummary {
  readonly audience: Audience;
  readonly hostnames: number;
  /** Hostnames that ask who somebody is before the service does. */
  readonly asking: number;
  /** Hostnames that do not, each with a reason. */
  readonly open: number;
}

/** The exposure of a lab in numbers; home first. */
export function summarizeExposure({ exposure }: Facts): readonly AudienceSummary[] {
  return (['lan', 'tunnel'] as const).map((audience) => {
    const ways = exposure.filter((way) => way.audience === audience);
    const open = ways.filter(isOpen).length;
    return { audience, hostnames: ways.length, asking: ways.length - open, open };
  });
}

/** Whether nobody is asked who they are. */
export const isOpen = ({ open }: ExposedWay): boolean => open !== undefined;

/** Whether the layer asks who somebody is. */
export const isAsking = ({ kind }: ProtectionLayer): boolean => kind === 'access' || kind === 'login';

/** Hostnames that Cloudflare asks for with this policy. */
export const behindPolicy = (facts: Facts, policy: AccessPolicy): readonly ExposedWay[] => byPolicy(facts).get(policy) ?? [];

const byPolicy = once(({ exposure }: Facts) =>
  Map.groupBy(
    exposure.filter(({ audience }) => audience === 'tunnel'),
    ({ route }) => route.exposure.access?.policy,
  ),
);

/** Whom a policy lets in, in numbers: `2 people, 1 domain`. Who they are stays in the inventory. */
export function letsIn({ emails, emailDomains, groups }: AccessPolicy): string {
  const parts = [
    count(emails.length, 'person', 'people'),
    count(emailDomains.length, 'domain', 'domains'),
    count(groups.length, 'group', 'groups'),
  ];
  return parts.filter(Boolean).join(', ') || 'nobody';
}

function count(number: number, one: string, many: string): string {
  return number === 0 ? '' : `${number} ${number === 1 ? one : many}`;
}
