import type { Network } from '../../../core/model/network/network.ts';
import { emitSettings, type Setting, type SettingsSection } from '../../../formats/settings.ts';
import { vlanInterface } from '../facts/vlan-interface.ts';

/** One file of systemd-networkd, by its name. A later number is read later, and an interface takes the first file that fits it. */
export interface LinkFile {
  readonly name: string;
  readonly content: string;
  /** The interface that a .network file is for, and whether another file makes it. */
  readonly link?: { readonly interface: string; readonly isVlan: boolean };
  readonly networks: readonly Network[];
}

/** What one interface is given of one network. */
export interface LinkPart {
  readonly network: Network;
  /** For the section `[Network]`. */
  readonly settings: readonly Setting[];
  readonly sections: readonly SettingsSection[];
}

const EDIT = 'Generated from the inventory; edit that, then npm run gen.';

/** The interface that carries every network, with the network that has no tag, and a VLAN for each other. */
export function carrierFiles(
  name: 'trunk' | 'uplink',
  carrier: string,
  parts: readonly LinkPart[],
  own: readonly SettingsSection[],
): LinkFile[] {
  const tagged = parts.filter(({ network }) => network.vlan !== undefined).sort((a, b) => vlan(a) - vlan(b));
  const untagged = parts.filter(({ network }) => network.vlan === undefined);
  const settings: readonly Setting[] =
    untagged.length > 0 ? untagged.flatMap((part) => part.settings) : [['LinkLocalAddressing', 'no'], ...NO_ADVERTISEMENTS];
  return [
    linkFile(`10-${name}`, carrier, {
      // An interface without an address never gets further than this, and the machine would wait for it.
      ...(untagged.length > 0 ? {} : { link: [['RequiredForOnline', 'carrier']] as const }),
      settings: [...settings, ...tagged.map((part): Setting => ['VLAN', vlanInterface(vlan(part))])],
      sections: [...own, ...untagged.flatMap((part) => part.sections)],
      note: parts.length === 0 ? 'Carries no network yet.' : `Carries ${parts.map(({ network }) => network.title).join(', ')}.`,
      networks: parts.map(({ network }) => network),
    }),
    ...tagged.flatMap((part) => [netdev(part.network), vlanFile(part)]),
  ];
}

/** No address comes by chance: what an interface has stands in its file. */
const NO_ADVERTISEMENTS: readonly Setting[] = [['IPv6AcceptRA', 'no']];

/** Address of one interface; where it has none of IPv6 there is no IPv6 at all. */
export function addressSettings(network: Network, ip: string, ip6: string | undefined): Setting[] {
  return [
    ['Address', `${ip}/${bits(network.cidr)}`],
    ...(ip6 === undefined || network.cidr6 === undefined
      ? ([['LinkLocalAddressing', 'no']] as const)
      : ([['Address', `${ip6}/${bits(network.cidr6)}`]] as const)),
    ...NO_ADVERTISEMENTS,
  ];
}

interface LinkParts {
  readonly link?: readonly Setting[];
  readonly settings: readonly Setting[];
  readonly sections: readonly SettingsSection[];
  readonly note: string;
  readonly networks: readonly Network[];
  readonly isVlan?: boolean;
}

export function linkFile(
  name: string,
  link: string,
  { link: unit, settings, sections, note, networks, isVlan = false }: LinkParts,
): LinkFile {
  const all: SettingsSection[] = [
    { head: '[Match]', settings: [['Name', link]] },
    ...(unit ? [{ head: '[Link]', settings: unit }] : []),
    { head: '[Network]', settings },
    ...sections,
  ];
  const content = emitSettings([note, EDIT], all, { separator: '=' });
  return { name: `${name}.network`, content, link: { interface: link, isVlan }, networks };
}

function vlanFile(part: LinkPart): LinkFile {
  const { network, settings, sections } = part;
  const name = vlanInterface(vlan(part));
  return linkFile(`20-${name}`, name, { settings, sections, note: `${network.title}.`, networks: [network], isVlan: true });
}

function netdev(network: Network): LinkFile {
  const { vlan: id = 0, title } = network;
  const sections: SettingsSection[] = [
    {
      head: '[NetDev]',
      settings: [
        ['Name', vlanInterface(id)],
        ['Kind', 'vlan'],
      ],
    },
    { head: '[VLAN]', settings: [['Id', id]] },
  ];
  return {
    name: `20-${vlanInterface(id)}.netdev`,
    content: emitSettings([`${title}.`, EDIT], sections, { separator: '=' }),
    networks: [network],
  };
}

function vlan({ network }: LinkPart): number {
  return network.vlan ?? 0;
}

function bits(cidr: string): string {
  return cidr.split('/')[1] ?? '';
}
