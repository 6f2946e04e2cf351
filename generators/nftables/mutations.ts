import type { Mutation } from '../../core/contract.ts';

export default [
  { tool: 'nft-check', what: 'a keyword that is none', match: /router\/rackbook\.nft$/, from: 'counter accept', to: 'counter acept' },
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
  { tool: 'systemd-unit', what: 'a key that is none', match: /rackbook-firewall\.service$/, from: 'Before=', to: 'Befor=' },
] as const satisfies readonly Mutation[];
