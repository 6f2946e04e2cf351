import type { Mutation } from '../../core/contract.ts';

export default [
  { tool: 'btrbk', what: 'an unknown option', match: /btrbk\/srv-1\/btrbk\.conf$/, from: 'snapshot_dir', to: 'snapshots_dir' },
  { tool: 'btrbk', what: 'a subvolume by an invalid path', match: /btrbk\/srv-1\/btrbk\.conf$/, from: 'volume "/', to: 'volume "' },
  {
    tool: 'btrbk',
    what: 'an option that no longer exists',
    lab: 'snapshots',
    match: /btrbk\/trees\/btrbk\.conf$/,
    from: 'snapshot_create ',
    to: 'snapshot_crate ',
  },
  { tool: 'btrbk', what: 'a number without a unit', lab: 'snapshots', match: /btrbk\/trees\/btrbk\.conf$/, from: '24h', to: '24' },
  {
    tool: 'btrbk',
    what: 'an option that is set twice',
    lab: 'snapshots',
    match: /btrbk\/trees\/btrbk\.conf$/,
    from: 'snapshot_create ',
    to: 'snapshot_dir x\n',
  },
  { tool: 'btrbk', what: 'nothing to do', lab: 'snapshots', match: /btrbk\/trees\/btrbk\.conf$/, from: /\nvolume [\s\S]*/, to: '\n' },
  { tool: 'shellcheck', what: 'an unclosed quote', match: /btrbk\/srv-1\/install\.sh$/, from: 'set -eu', to: "set -eu '" },
  {
    tool: 'systemd-unit',
    what: 'a misspelt capability set',
    match: /btrbk\/srv-1\/rackbook-snapshots\.service$/,
    from: 'CapabilityBoundingSet=',
    to: 'CapabilityBoundarySet=',
  },
] as const satisfies readonly Mutation[];
