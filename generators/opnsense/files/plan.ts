import type { Network } from '../../../core/model/network/network.ts';
import { code, document, fence, heading, list, paragraph, table } from '../../../formats/markdown.ts';
import { deviceOf } from '../facts/device-of.ts';
import type { OpnsenseLab } from '../facts/lab.ts';
import { planSteps } from './plan-steps.ts';

/** The change as a person reviews it and carries it out: what will be there, what is left out, and each step with what to expect and how to undo it. */
export function planFile(lab: OpnsenseLab): string {
  const { router, model } = lab;
  return document(
    heading(1, `Plan for ${router.title}`),
    paragraph(
      'Generated from the inventory; edit that, then ',
      code('npm run gen'),
      '. Terraform does what the API of OPNsense can do; the steps say the rest. Carry them out in this order, from a machine in a management network, with the console at hand.',
    ),
    heading(2, 'What will be there'),
    table(
      ['Network', 'VLAN', 'Device', 'Interface', 'IPv4 of the firewall', 'IPv6 of the firewall', 'Rules'],
      lab.routed.map((network) => row(lab, network)),
    ),
    paragraph(
      `Beside them: the interface to the internet, `,
      code(lab.options.wan),
      router.wan === undefined ? '.' : [' on ', code(router.wan), '.'],
      ` ${lab.rules.length} rules pass what the lab needs, in the order of their flows; everything else is refused by OPNsense itself.`,
    ),
    ...warnings(lab),
    ...planSteps(lab).flatMap(({ title, text, commands, expect, undo }, index) => [
      heading(2, `${index + 1}. ${title}`),
      ...(text.length === 0 ? [] : [list(text)]),
      ...(commands ? [fence(commands.join('\n'), 'sh')] : []),
      list([
        ['Expect: ', expect],
        ['To undo: ', undo],
      ]),
    ]),
    heading(2, 'When it is done'),
    paragraph(
      `In each network of ${model.lab.title} one thing that the page Networks of the documentation shows as open answers, and one that it shows as closed does not and appears in the live view. Then save the configuration again, and keep both copies.`,
    ),
  );
}

function row({ router, options, rules }: OpnsenseLab, network: Network) {
  const { id, title, vlan, gateway = '', gateway6, cidr, cidr6 } = network;
  const identifier = options.interfaces[id];
  const own = rules.filter(({ flow }) => flow.from.zone === network).length;
  return [
    title,
    vlan === undefined ? 'none' : String(vlan),
    code(deviceOf(router, network)),
    identifier === undefined ? 'not known' : code(identifier),
    code(withBits(gateway, cidr)),
    gateway6 === undefined || cidr6 === undefined ? 'none' : code(withBits(gateway6, cidr6)),
    String(own),
  ];
}

function withBits(ip: string, cidr: string): string {
  return `${ip}/${cidr.split('/')[1]}`;
}

/** What the inventory does not say, or says of nothing. */
function warnings({ routed, options, leftOut }: OpnsenseLab): string[] {
  const unknown = routed.filter(({ id }) => options.interfaces[id] === undefined);
  const stray = Object.keys(options.interfaces)
    .filter((id) => !routed.some((network) => network.id === id))
    .sort();
  const items = [
    ...(unknown.length === 0
      ? []
      : [
          [
            `${leftOut.length} rules are left out: the inventory does not say what OPNsense calls the interface of ${unknown.map(({ id }) => id).join(', ')}. Add each to `,
            code('systems.opnsense.interfaces'),
            ' of the inventory after step 3.',
          ],
        ]),
    ...(stray.length === 0
      ? []
      : [[code('systems.opnsense.interfaces'), ` names ${stray.join(', ')}, which is no network with a gateway.`]]),
  ];
  return items.length === 0 ? [] : [heading(2, 'Left out'), list(items)];
}
