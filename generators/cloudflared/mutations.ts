import type { Mutation } from '../../core/contract.ts';

export default [
  {
    tool: 'cloudflared',
    what: 'no last rule for the rest',
    match: /cloudflared\/config\.yml$/,
    from: /^ *- service: http_status:404\n/m,
    to: '',
  },
  { tool: 'cloudflared', what: 'a service without a scheme', match: /cloudflared\/config\.yml$/, from: 'https://traefik', to: 'traefik' },
  {
    tool: 'cloudflared',
    what: 'a misspelt key of a rule',
    match: /cloudflared\/config\.yml$/,
    from: 'originServerName',
    to: 'originServerNam',
  },
  { tool: 'cloudflared', what: 'a misspelt key at the top', match: /cloudflared\/config\.yml$/, from: 'no-autoupdate', to: 'no-autoupdat' },
  {
    tool: 'cloudflared-config',
    what: 'a misspelt key of a rule',
    match: /cloudflared\/config\.yml$/,
    from: 'originServerName',
    to: 'originServerNam',
  },
  {
    tool: 'cloudflared-config',
    what: 'a misspelt key at the top',
    match: /cloudflared\/config\.yml$/,
    from: 'no-autoupdate',
    to: 'no-autoupdat',
  },
  {
    tool: 'cloudflared',
    what: 'a rule that an earlier one hides',
    match: /cloudflared\/config\.yml$/,
    from: 'hostname: pdf',
    to: 'hostname: blog',
  },
  {
    tool: 'cloudflared',
    what: 'another answer to the rest',
    match: /cloudflared\/config\.yml$/,
    from: 'http_status:404',
    to: 'http_status:200',
  },
] as const satisfies readonly Mutation[];
