import type { Mutation } from '../../core/contract.ts';

export default [
  { tool: 'sanoid', what: 'an unknown key', lab: 'snapshots', match: /sanoid\/pools\/sanoid\.conf$/, from: 'autoprune', to: 'autoprun' },
  {
    tool: 'sanoid',
    what: 'an invalid number',
    lab: 'snapshots',
    match: /sanoid\/pools\/sanoid\.conf$/,
    from: 'daily = 7',
    to: 'daily = seven',
  },
  {
    tool: 'sanoid',
    what: 'a template that is not there',
    lab: 'snapshots',
    match: /sanoid\/pools\/sanoid\.conf$/,
    from: 'use_template = rackbook',
    to: 'use_template = rackbok',
  },
  {
    tool: 'sanoid',
    what: 'a dataset of which nothing is made',
    lab: 'snapshots',
    match: /sanoid\/pools\/sanoid\.conf$/,
    from: 'autosnap = yes',
    to: 'autosnap = no',
  },
  {
    tool: 'shellcheck',
    what: 'an unclosed quote',
    lab: 'snapshots',
    match: /sanoid\/pools\/install\.sh$/,
    from: 'set -eu',
    to: "set -eu '",
  },
] as const satisfies readonly Mutation[];
