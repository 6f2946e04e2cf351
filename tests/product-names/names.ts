import { systems } from '../../registry/systems.gen.ts';

/** Ids that are words of the field, not names of products. */
const CONCEPTS: ReadonlySet<string> = new Set([
  'bundle',
  // The language of the inventory: what a fragment says is what routes, flows and checks are derived from.
  'compose',
  'docs',
  'dumps',
  'lvm-snapshots',
]);

/** Names of products that are no ids, as they are written in lower case. */
const PRODUCTS = [
  ...['ansible', 'authelia', 'authentik', 'caddy', 'docker', 'grafana', 'loki', 'mermaid', 'podman', 'postgres', 'mariadb', 'terraform'],
  ...['systemd-networkd', 'vaultwarden', 'ifupdown2'],
];

/** Every name that belongs to one folder below `generators/`. Sorted. */
export const NAMES: readonly string[] = [...new Set([...systems.map(({ id }) => id), ...PRODUCTS])]
  .filter((id) => !CONCEPTS.has(id))
  .sort();

/** Which of the names a text says: as a word of prose, as a part of an identifier, or in capitals. */
export function namesIn(text: string, names: readonly string[] = NAMES): readonly string[] {
  return names.filter((name) => patternOf(name).test(text));
}

/** `docker`, `Docker`, `dockerProxy`, `startDocker`, `DOCKER_HOST`, `docker-proxy`; not `dockerd`, which is another word. */
function patternOf(name: string): RegExp {
  const capital = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  return new RegExp(`(?<![a-z])${name}(?![a-z])|${capital}(?![a-z])|(?<![A-Z])${name.toUpperCase()}(?![A-Z])|${SPELT[name] ?? '(?!)'}`);
}

/** Products that write themselves with capitals inside. */
const SPELT: Readonly<Record<string, string>> = {
  crowdsec: 'CrowdSec',
  opnsense: 'OPNsense',
  mariadb: 'MariaDB',
  pbs: 'Proxmox Backup Server',
};
