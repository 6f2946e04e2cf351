import { namesOf } from '../../../core/facts/network/names.ts';
import type { Network } from '../../../core/model/network/network.ts';
import { type Content, code } from '../../../formats/markdown.ts';
import { deviceOf } from '../facts/device-of.ts';
import type { OpnsenseLab } from '../facts/lab.ts';
import { networkName } from './names.ts';
import { servedNetworks } from './names-and-addresses.ts';

export interface PlanStep {
  readonly title: string;
  readonly text: readonly Content[];
  /** Shell commands, run beside the files. */
  readonly commands?: readonly string[];
  readonly expect: Content;
  readonly undo: Content;
}

/** In the order that locks no one out: devices, interfaces, rules, then what OPNsense allows by default. */
export function planSteps(lab: OpnsenseLab): readonly PlanStep[] {
  return [SAVE, ...vlans(lab), assign(lab), wan(lab), rules(lab), ...dhcp(lab), ...advertise(lab), dns(lab), close(lab)];
}

const SAVE: PlanStep = {
  title: 'Save what is there',
  text: [
    'System: Configuration: Backups: Download configuration.',
    'System: Access: Users: a user of its own for Terraform, with a key, and only the privileges of firewall, interfaces, Unbound and Kea.',
    [
      'The provider reads ',
      code('OPNSENSE_URI'),
      ', ',
      code('OPNSENSE_API_KEY'),
      ' and ',
      code('OPNSENSE_API_SECRET'),
      ' from the environment; none of them stands in a file.',
    ],
  ],
  commands: ['terraform init', 'terraform validate'],
  expect: 'A copy of the configuration on another machine, and “The configuration is valid”.',
  undo: 'Restore that copy at any time: it takes back every step below.',
};

function vlans({ routed, router }: OpnsenseLab): PlanStep[] {
  const tagged = routed.filter(({ vlan }) => vlan !== undefined);
  // Without a target the command would bring everything.
  if (tagged.length === 0) return [];
  return [
    {
      title: 'Make the VLAN devices',
      text: [['On the trunk ', code(router.trunk), '. Devices alone carry nothing.']],
      commands: [`terraform apply ${tagged.map((network) => `-target=opnsense_interfaces_vlan.${networkName(network)}`).join(' ')}`],
      expect: `${tagged.length} devices under Interfaces: Devices: VLAN.`,
      undo: 'The same command with destroy in place of apply, before the devices are assigned.',
    },
  ];
}

function assign({ routed, router, options }: OpnsenseLab): PlanStep {
  return {
    title: 'Assign and address the interfaces',
    text: [
      'Interfaces: Assignments. The API cannot do this. OPNsense numbers an interface when it is assigned, so assign them in the order of their numbers.',
      ...[...routed].sort(byIdentifier(options.interfaces)).map((network): Content => {
        const { id, title, gateway = '', cidr, gateway6, cidr6 } = network;
        const identifier = options.interfaces[id];
        return [
          code(deviceOf(router, network)),
          ` for ${title}: `,
          identifier === undefined ? 'write down its identifier' : ['has to become ', code(identifier)],
          ', enabled, static ',
          code(`${gateway}/${cidr.split('/')[1]}`),
          gateway6 === undefined || cidr6 === undefined ? '' : [' and ', code(`${gateway6}/${cidr6.split('/')[1]}`)],
        ];
      }),
    ],
    expect: [
      'Interfaces: Overview shows each with the identifier of the table above. Where one differs, change ',
      code('systems.opnsense.interfaces'),
      ' of the inventory and run ',
      code('npm run gen'),
      ' before the next step: a rule on the wrong interface opens the wrong network.',
    ],
    undo: 'Delete the assignment; the device stays.',
  };
}

function byIdentifier(interfaces: Readonly<Record<string, string>>) {
  const number = ({ id }: Network) => Number(/\d+/.exec(interfaces[id] ?? 'lan0')?.[0]) + (interfaces[id] === undefined ? 1e6 : 0);
  return (a: Network, b: Network) => number(a) - number(b) || (a.id < b.id ? -1 : 1);
}

function wan({ options, router, rules: all }: OpnsenseLab): PlanStep {
  const inward = all.filter(({ flow }) => flow.from.zone === 'internet').length;
  return {
    title: 'Look at the side of the internet',
    text: [
      [
        'Interfaces: ',
        code(options.wan),
        router.wan === undefined ? '' : [' is on ', code(router.wan)],
        ', with “Block private networks” and “Block bogon networks”, unless another router stands before it.',
      ],
      'Firewall: NAT: Outbound is automatic.',
      inward === 0
        ? 'Firewall: Rules: the interface has no rule of its own. Nothing has to come in.'
        : `Firewall: Rules: the interface has no rule by hand; the lab brings ${inward} of its own.`,
    ],
    expect: 'The firewall itself reaches the internet: Interfaces: Diagnostics: Ping.',
    undo: 'Put the settings back; nothing of the lab depends on them yet.',
  };
}

function rules({ rules: all }: OpnsenseLab): PlanStep {
  return {
    title: 'Bring aliases, rules and names',
    text: ['Read the plan before it is applied. It creates, and neither changes nor destroys anything on a first run.'],
    commands: ['terraform plan -out=rackbook.tfplan', 'terraform apply rackbook.tfplan'],
    expect: `${all.length} rules under Firewall: Rules, each described by the flow that it is for. They stand before the rules that were made by hand, so nothing is closed yet.`,
    undo: [code('terraform destroy'), ' takes away what Terraform made, VLAN devices too unless they are assigned.'],
  };
}

function dhcp(lab: OpnsenseLab): PlanStep[] {
  const served = servedNetworks(lab);
  if (served.length === 0) return [];
  const leases = [...new Set(served.flatMap((network) => network.dhcp?.leaseSeconds ?? []))].sort((a, b) => a - b);
  return [
    {
      title: 'Switch DHCP on',
      text: [
        'Services: ISC DHCP and Dnsmasq DHCP: off in these networks. Two servers in one network answer whoever is quicker.',
        [
          `Services: Kea DHCP: Kea DHCPv4: enabled, interfaces `,
          served.map(({ id }) => lab.options.interfaces[id] ?? `that of ${id}`).join(', '),
          ', “Firewall rules” off, since the lab has its own.',
        ],
        ...(leases.length === 0
          ? []
          : [
              `Valid lifetime ${leases.at(0)} seconds: Kea has one for all networks${leases.length > 1 ? `, so the shortest of ${leases.join(', ')} is taken` : ''}.`,
            ]),
      ],
      expect: 'A machine that asks again appears under Leases DHCPv4, one with a reservation at its own address.',
      undo: 'Switch Kea off and the server of before on; leases that are out stay good until they end.',
    },
  ];
}

function advertise({ routed, options }: OpnsenseLab): PlanStep[] {
  const six = routed.filter(({ cidr6, gateway6 }) => cidr6 !== undefined && gateway6 !== undefined);
  if (six.length === 0) return [];
  return [
    {
      title: 'Advertise IPv6',
      text: [
        [
          'Services: Router Advertisements: mode “Unmanaged”, high priority, on ',
          six.map(({ id }) => options.interfaces[id] ?? `the interface of ${id}`).join(', '),
          '; disabled on all others.',
        ],
      ],
      expect: 'A machine without a fixed IPv6 address makes one of the prefix of its network.',
      undo: 'Set the mode to “Disabled”; addresses that were made last until their lifetime ends.',
    },
  ];
}

function dns({ router, model }: OpnsenseLab): PlanStep {
  return {
    title: 'Let Unbound answer',
    text: [
      'Services: Unbound DNS: General: enabled on port 53 in every network of the table. Dnsmasq, if it runs, is on another port.',
      ...(router.upstream.length === 0
        ? []
        : [`Services: Unbound DNS: Query Forwarding: ${router.upstream.join(', ')}, and not the servers of the provider.`]),
    ],
    expect: `The ${namesOf(model).length} names of the lab are answered in every network, others too.`,
    undo: 'Put the settings back; the records alone answer no one.',
  };
}

function close({ options, rules: all }: OpnsenseLab): PlanStep {
  const admin = all.filter(({ flow }) => flow.kind === 'admin' && flow.to.zone === 'router');
  return {
    title: 'Close what OPNsense opens by default',
    text: [
      'Firewall: Rules: delete “Default allow LAN to any rule” and its twin for IPv6, and every rule by hand that the lab does not have. From here on what no rule passes is refused.',
      'Firewall: Settings: Advanced: log packets that the default block refuses.',
      admin.length === 0
        ? 'Keep the anti-lockout rule: no rule of the lab lets a machine administer the firewall.'
        : 'The anti-lockout rule may go afterwards (Firewall: Settings: Advanced): the management networks have rules of their own for SSH and the web interface.',
    ],
    expect: [
      'You are still logged in. Firewall: Log Files: Live View shows what is refused as “Default deny / state violation rule”, on interfaces other than ',
      code(options.wan),
      ' too.',
    ],
    undo: 'At the console, option 13 restores the configuration of before.',
  };
}
