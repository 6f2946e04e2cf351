import type { Model } from '../../core/contract.ts';
import { ROUTER, ROUTER_ROOT } from '../../core/deploy/deploy-machine.ts';
import type { Deployment } from '../../core/deploy/deployment.ts';
import { UNITS } from '../../core/facts/backup/places.ts';
import { containerHostPolicies } from '../../core/facts/network/container-host-policy.ts';
import { firewall } from './firewall.ts';

const UNIT = 'rackbook-firewall.service';

/** The rules are loaded at once, and by their unit at every start. */
export default function deploy(model: Model): readonly Deployment[] {
  const { router } = model.lab;
  const onRouter = router && firewall.router.kinds.some((kind) => kind === router.system);
  return [
    ...(onRouter ? [deployment(ROUTER, ROUTER_ROOT)] : []),
    ...containerHostPolicies(model).flatMap(({ machine }) => (machine.engine ? [deployment(machine.id, machine.engine.root)] : [])),
  ];
}

function deployment(machine: string, root: string): Deployment {
  const folder = `infra/nftables/${machine}`;
  const rules = `${root}/${folder}/rackbook.nft`;
  return {
    step: 'firewall',
    machine,
    title: 'Firewall of nftables',
    packages: firewall.containerHost.packages,
    folders: [folder],
    tests: [['nft', '--check', '--file', rules]],
    places: [{ from: `${folder}/${UNIT}`, to: `${UNITS}/${UNIT}` }],
    run: [
      ['systemctl', 'daemon-reload'],
      ['nft', '--file', rules],
      ['systemctl', 'enable', UNIT],
    ],
    settles: [['nft', 'list', 'table', 'inet', 'rackbook']],
    guarded: { undo: [['nft', 'delete', 'table', 'inet', 'rackbook']] },
  };
}
