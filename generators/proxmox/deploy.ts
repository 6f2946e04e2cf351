import type { Model } from '../../core/contract.ts';
import type { Argv, Deployment, NeededProgram, Placed } from '../../core/deploy/deployment.ts';
import { onMachine } from '../../core/facts/backup/places.ts';
import type { Host } from '../../core/model/host/host.ts';
import { ACCESS_FOLDER } from './access/access-folder.ts';
import { accessPlan } from './access/access-plan.ts';
import { FOLDER, fileOf, type ProxmoxHost, proxmoxHosts } from './facts/hosts.ts';

const INTERFACES = '/etc/network/interfaces';
const FIREWALL = '/etc/pve/firewall';
const UNIT = 'pve-firewall.service';

/** Interfaces and firewall of hosts that a person has installed. Both may cut the connection. */
export default function deploy(model: Model): readonly Deployment[] {
  const [first] = accessPlan(model)?.hosts ?? [];
  return [
    ...(first ? [access(first)] : []),
    ...proxmoxHosts(model).flatMap((each) => [...(each.host.uplink === undefined ? [] : [interfaces(each.host)]), firewall(each)]),
  ];
}

/** Users, roles and tokens are those of the cluster, so they are made on one node. A token is left in a file that root alone reads. */
function access(host: Host): Deployment {
  return {
    id: 'proxmox-access',
    step: 'hypervisor',
    machine: host.id,
    title: 'Users, roles and tokens of Proxmox VE',
    programs: programs(host, 'pvesh'),
    folders: [ACCESS_FOLDER],
    run: [[onMachine(host, `${ACCESS_FOLDER}/apply.sh`)]],
  };
}

/** Proxmox VE puts a file of its interface, `interfaces.new`, over ours at the next start: what waits there has to be decided on before. */
function interfaces(host: Host): Deployment {
  const file = fileOf.interfaces(host);
  const reload: Argv = ['ifreload', '--all'];
  return {
    id: 'proxmox-interfaces',
    step: 'interfaces',
    machine: host.id,
    title: 'Bridge and addresses of the Proxmox host',
    programs: programs(host, 'ifreload', 'ifup'),
    byHand: [`Apply or revert what waits in ${INTERFACES}.new, if it is there: with it nothing is done.`],
    folders: [`${FOLDER}/${host.id}`],
    tests: [
      onNode(host),
      ['test', '!', '-e', `${INTERFACES}.new`],
      ['ifup', '--all', '--syntax-check', '--interfaces', onMachine(host, file)],
    ],
    places: [{ from: file, to: INTERFACES }],
    run: [reload],
    guarded: { undo: [reload] },
  };
}

/** With `cluster.fw` the firewall is on, so that comes last. The daemon sees a change by itself. */
function firewall({ host, guests }: ProxmoxHost): Deployment {
  const compile: Argv = ['pve-firewall', 'compile'];
  const place = (from: string, to: string): Placed => ({ from, to, mode: 0o640, decidesOwner: true });
  return {
    id: 'proxmox-firewall',
    step: 'firewall',
    machine: host.id,
    title: 'Firewall of the Proxmox host and its guests',
    programs: programs(host, 'pve-firewall'),
    tests: [onNode(host)],
    places: [
      ...guests.map((guest) => place(fileOf.guest(guest), `${FIREWALL}/${guest.vmid}.fw`)),
      place(fileOf.host(host), '/etc/pve/local/host.fw'),
      place(fileOf.cluster, `${FIREWALL}/cluster.fw`),
    ],
    run: [compile],
    units: [UNIT],
    settles: [['systemctl', 'is-active', '--quiet', UNIT]],
    guarded: { undo: [compile] },
  };
}

/** The files of one node would lock people out of another. */
function onNode({ hypervisor, id }: Host): Argv {
  return ['grep', '--quiet', '--line-regexp', '--fixed-strings', hypervisor?.node ?? id, '/etc/hostname'];
}

function programs({ title }: Host, ...names: readonly string[]): readonly NeededProgram[] {
  return names.map((name) => ({ name, otherwise: `Install Proxmox VE on ${title} from its boot medium.` }));
}
