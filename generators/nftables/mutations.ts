import type { Mutation } from '../../core/contract.ts';

export default [
  { tool: 'nft-check', what: 'an unknown keyword', match: /router\/rackbook\.nft$/, from: 'counter accept', to: 'counter acept' },
  {
    tool: 'nft-check',
    what: 'a jump to a chain that is not there',
    match: /router\/rackbook\.nft$/,
    from: 'jump refused',
    to: 'jump refsed',
  },
  {
    tool: 'nft-check',
    what: 'rules that take others away',
    match: /srv-1\/rackbook\.nft$/,
    from: 'table inet',
    to: 'flush ruleset\ntable inet',
  },
  { tool: 'shellcheck', what: 'an unclosed quote', match: /nftables\/srv-1\/apply\.sh$/, from: 'set -eu', to: "set -eu '" },
  { tool: 'systemd-unit', what: 'an unknown key', match: /rackbook-firewall\.service$/, from: 'Before=', to: 'Befor=' },
] as const satisfies readonly Mutation[];
