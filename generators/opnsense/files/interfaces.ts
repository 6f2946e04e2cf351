import type { HclBlock, HclBody } from '../../../formats/hcl.ts';
import { deviceOf } from '../facts/device-of.ts';
import type { OpnsenseLab } from '../facts/lab.ts';
import type { OpnsenseOptions } from '../options.ts';
import { description } from './description.ts';
import { networkName } from './names.ts';

export function versionsFile(options: OpnsenseOptions): HclBody {
  return {
    blocks: [
      {
        type: 'terraform',
        attributes: { required_version: '>= 1.6' },
        blocks: [
          {
            type: 'required_providers',
            attributes: { opnsense: { source: 'browningluke/opnsense', version: options['provider-version'] } },
          },
        ],
      },
      { type: 'provider', labels: ['opnsense'] },
    ],
  };
}

/** A VLAN device for each network with a tag; giving it to an interface is a step of the plan. */
export function vlansFile({ router, routed }: OpnsenseLab): HclBody {
  return {
    blocks: routed.flatMap((network): HclBlock[] =>
      network.vlan === undefined
        ? []
        : [
            {
              type: 'resource',
              labels: ['opnsense_interfaces_vlan', networkName(network)],
              attributes: {
                parent: router.trunk,
                tag: network.vlan,
                device: deviceOf(router, network),
                description: description(network.title),
              },
            },
          ],
    ),
  };
}
