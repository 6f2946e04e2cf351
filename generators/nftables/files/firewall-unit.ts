import { HEADER } from '../../../core/files/header.ts';
import { emitUnit } from '../../../formats/systemd-unit.ts';
import { SANDBOX } from '../../../formats/unit-sandbox.ts';

/** A `/tmp` of its own would have to wait for the machine's, and this unit starts before most others. */
const EARLY_SANDBOX = SANDBOX.filter(([name]) => name !== 'PrivateTmp');

/**
 * A systemd unit that loads the rules before the network is up. Debian's own nftables.service is no help on such a machine: it starts with
 * `flush ruleset`, which takes Docker's rules with it. Stopping this one leaves the rules where they are. It may do nothing but speak to the kernel
 * about its tables; modules that these need are loaded by the kernel itself.
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
        ['RequiresMountsFor', { paths: [rules] }],
      ],
    },
    {
      head: 'Service',
      settings: [
        ['Type', 'oneshot'],
        ['RemainAfterExit', 'yes'],
        ['ExecStart', load],
        ['ExecReload', load],
        ['UMask', '0077'],
        // The checkout may be in a folder that its owner alone may enter.
        ['CapabilityBoundingSet', 'CAP_NET_ADMIN CAP_DAC_READ_SEARCH'],
        ...EARLY_SANDBOX,
        ['PrivateDevices', 'yes'],
        ['ProtectHome', 'read-only'],
        ['ProtectProc', 'invisible'],
        ['ProcSubset', 'pid'],
        ['IPAddressDeny', 'any'],
        ['RestrictAddressFamilies', 'AF_NETLINK AF_UNIX'],
        ['RestrictSUIDSGID', 'yes'],
        ['MemoryDenyWriteExecute', 'yes'],
        ['SystemCallFilter', '@system-service'],
        ['SystemCallFilter', '~@privileged @resources'],
      ],
    },
    { head: 'Install', settings: [['WantedBy', 'sysinit.target']] },
  ]);
}
