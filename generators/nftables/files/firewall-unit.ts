/**
 * A systemd unit that loads the rules before the network is up. Debian's own nftables.service is no help on such a machine: it starts with
 * `flush ruleset`, which takes Docker's rules with it. Stopping this one leaves the rules where they are.
 */
export function firewallUnit(rules: string): string {
  return [
    '# Generated from the inventory; edit that, then npm run gen.',
    '[Unit]',
    'Description=Firewall of the lab',
    'Documentation=man:nft(8)',
    'DefaultDependencies=no',
    'Wants=network-pre.target',
    'Before=network-pre.target shutdown.target',
    'Conflicts=shutdown.target',
    '',
    '[Service]',
    'Type=oneshot',
    'RemainAfterExit=yes',
    `ExecStart=/usr/sbin/nft --file ${unitWord(rules)}`,
    `ExecReload=/usr/sbin/nft --file ${unitWord(rules)}`,
    '',
    '[Install]',
    'WantedBy=sysinit.target',
    '',
  ].join('\n');
}

/** One word of a command line in a unit: quoted, with the specifiers, variables and escapes of systemd.service(5) doubled. */
function unitWord(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%').replaceAll('$', '$$$$')}"`;
}
