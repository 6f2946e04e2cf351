import type { Model } from '../../../core/contract.ts';
import type { Name } from '../../../core/facts/network/names.ts';
import type { Router } from '../../../core/model/lab/router.ts';
import type { Setting, SettingsSection } from '../../../formats/settings.ts';

/** Who answers for names: what the lab calls its own is answered here or not at all, and all else by the upstream servers. */
export function nameService({ lab, networks }: Model, { upstream }: Router): SettingsSection {
  const prefixes = networks.filter(({ planned }) => !planned).flatMap(({ cidr, cidr6 }) => [cidr, ...(cidr6 === undefined ? [] : [cidr6])]);
  const servers = upstream.map((ip): Setting => ['server', ip]);
  return {
    note: 'Names of the lab are answered here and never asked of others; an answer from outside never leads inside.',
    settings: [
      // What stands in the router's own /etc/hosts is no name of the lab.
      ['no-hosts'],
      ['local', `/${lab.domain}/`],
      // Without a server behind it, the same for the names that their addresses lead back to.
      ...prefixes.map((prefix): Setting => ['rev-server', prefix]),
      ['domain-needed'],
      ['bogus-priv'],
      ['stop-dns-rebind'],
      // Without servers in the inventory those that the router itself got are asked.
      ...(servers.length > 0 ? [['no-resolv'] as const, ...servers] : []),
    ],
  };
}

/**
 * Every name with its addresses. An address leads back to the first name that has it (dnsmasq(8), `--host-record`), so the names of
 * machines stand before the hostnames of services, which share one address.
 */
export function nameRecords(names: readonly Name[]): readonly SettingsSection[] {
  return [
    {
      note: 'Machines and devices; their addresses lead back to these names.',
      settings: names.filter(({ reverse }) => reverse).map(record),
    },
    {
      note: 'Hostnames of services. They have to stand below: an address leads back to the first name that has it.',
      settings: names.filter(({ reverse }) => !reverse).map(record),
    },
  ].filter(({ settings }) => settings.length > 0);
}

function record({ name, ip, ip6 }: Name): Setting {
  return ['host-record', [name, ip, ...(ip6 === undefined ? [] : [ip6])].join(',')];
}
