import { HEADER } from '../../../core/files/header.ts';
import { emitUnit } from '../../../formats/systemd-unit.ts';

/**
 * A systemd unit that loads the rules before the network is up. Debian's own nftables.service is no help on such a machine: it starts with
 * `flush ruleset`, which takes Docker's rules with it. Stopping this one leaves the rules where they are.
 */
export function firewallUnit(rules: string): string {
  const load = { command: ['/usr/sbin/nft', '--file', rules] };
  return emitUnit(HEADER, [
    {
      head: 'Unit',
      settings: [
        ['Description', 'Firewall of the lab'],
        ['Documentation', 'man:nft(8)'],
        ['DefaultDependencies', 'no'],
        ['Wants', 'network-pre.target'],
        ['Before', 'network-pre.target shutdown.target'],
        ['Conflicts', 'shutdown.target'],
      ],
    },
    {
      head: 'Service',
      settings: [
        ['Type', 'oneshot'],
        ['RemainAfterExit', 'yes'],
        ['ExecStart', load],
        ['ExecReload', load],
      ],
    },
    { head: 'Install', settings: [['WantedBy', 'sysinit.target']] },
  ]);
}
