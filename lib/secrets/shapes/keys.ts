import type { Shape } from './shape.ts';

/** Keys and tokens that say by their beginning who made them. Sources: the issuers' own documentation of their token formats. */
export const KEYS: readonly Shape[] = [
  // To its end, so that nothing of it is shown again; of a key without an end, everything behind its beginning.
  [/-----BEGIN [A-Z ]*PRIVATE KEY(?:[\s\S]*?-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|[\s\S]*)/, 'a private key'],
  [/-----BEGIN OpenVPN Static key V1(?:[\s\S]*?-----END OpenVPN Static key V1-----|[\s\S]*)/, 'a private key'],
  [/"kty"\s{0,4}:[^{}]{0,4000}?"(?:d|k)"\s*:\s*"[\w-]{20,}"/, 'a private key'],
  [/\bAGE-SECRET-KEY-1[0-9A-Z]{50,}/, 'an age key'],
  [/\b(AKIA|ASIA)[0-9A-Z]{16}\b/, 'an AWS access key'],
  [/(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{36,}/, 'a GitHub token'],
  [/(?<![A-Za-z0-9])github_pat_[A-Za-z0-9_]{40,}/, 'a GitHub token'],
  [/\bgl(?:pat|rt|dt|ptt|cbt|imt|ft|agent|soat|ffct|oas)-[A-Za-z0-9_-]{20,}/, 'a GitLab token'],
  [/\bxox[a-z]-[A-Za-z0-9-]{10,}|\bxapp-\d-[A-Za-z0-9-]{20,}/, 'a Slack token'],
  [/(?<![A-Za-z0-9])cf(k|ut|at)_[A-Za-z0-9]{40,}/, 'a Cloudflare token'],
  // `{"a":"…` in base64: what `cloudflared tunnel token` prints.
  [/\beyJhIjoi[A-Za-z0-9+/_-]{40,}={0,2}/, 'the token of a Cloudflare tunnel'],
  [/(?<![A-Za-z0-9])dckr_[po]at_[A-Za-z0-9_-]{20,}/, 'a Docker Hub token'],
  [/(?<![A-Za-z0-9])glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}|\bglc_eyJ[A-Za-z0-9+/=]{40,}/, 'a Grafana token'],
  [/\btskey-[a-z]+-[A-Za-z0-9]{8,}(-[A-Za-z0-9]{8,})?/, 'a Tailscale key'],
  [/(?<!\d)\d{8,10}:AA[A-Za-z0-9_-]{33}(?![\w-])/, 'the token of a Telegram bot'],
  [/\bsk-(?:[a-z]+-)?[A-Za-z0-9_-]{32,}/, 'a key of an API'],
  [/\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,}|\bwhsec_[A-Za-z0-9+/=]{24,}/, 'a Stripe key'],
  [/\bAIza[\w-]{35}(?![\w-])|\bGOCSPX-[\w-]{28}/, 'a Google key'],
  [/(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])/, 'an npm token'],
  [/\bpypi-AgE[\w-]{50,}/, 'a PyPI token'],
  [/(?<![A-Za-z0-9])hf_[A-Za-z0-9]{30,}/, 'a Hugging Face token'],
  [/\bSG\.[\w-]{20,24}\.[\w-]{40,}/, 'a SendGrid key'],
  [/(?<![\w-])key-[0-9a-f]{32}(?![0-9a-z])/, 'a Mailgun key'],
  [/\bre_[A-Za-z0-9]{6,10}_[A-Za-z0-9]{20,}/, 'a Resend key'],
  [/\bdo[por]_v1_[0-9a-f]{64}/, 'a DigitalOcean token'],
  [/\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}/, 'a Shopify token'],
  [/\blin_api_[A-Za-z0-9]{32,}/, 'a Linear key'],
  [/\bntn_[A-Za-z0-9]{40,}/, 'a Notion token'],
  [/\bsq0(?:csp|atp|idp)-[\w-]{22,}/, 'a Square key'],
  [/\.atlasv1\.[\w-]{60,}/, 'a token of HCP'],
  [/\bhv[sbr]\.[\w-]{24,}/, 'a Vault token'],
  [/\bdt0[a-z]\d\d\.[A-Z0-9]{24}\.[A-Z0-9]{64}/, 'a Dynatrace token'],
  [/\bPMAK-[0-9a-f]{24}-[0-9a-f]{34}/, 'a Postman key'],
  [/\bsntry[us]_[\w=+/-]{40,}/, 'a Sentry token'],
  [/\bops_eyJ[\w-]{40,}/, 'a 1Password token'],
  [/\bATATT3[\w=-]{60,}/, 'an Atlassian token'],
  [/\b(?:gsk_[A-Za-z0-9]{40,}|r8_[A-Za-z0-9]{37}|nvapi-[\w-]{50,}|xai-[A-Za-z0-9]{60,}|pplx-[A-Za-z0-9]{40,})/, 'a key of an API'],
  [/\bclaim-[\w-]{20}(?![\w-])/, 'a claim token of Plex'],
  [/\bK10[0-9a-f]{64}::[a-z]+:[0-9a-f]{32}/, 'the token of a k3s server'],
  [/\bPVEAPIToken=[^\s=]+=[0-9a-f-]{36}/, 'a token of a hypervisor'],
  [/\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/, 'a JSON Web Token'],
  [
    /network_?key["']?\s*[:=]\s*\[\s*(?:0x[0-9a-f]{1,2}|\d{1,3})(?:\s*,\s*(?:0x[0-9a-f]{1,2}|\d{1,3})){15}\s*\]/i,
    'the key of a radio network',
  ],
];

/** In every text with one of them. */
export const KEYS_HINT =
  /-----B|"kty"|AGE-S|A[KS]IA|gh[pousr]_|github_|\bgl[a-z]{2,5}-|gl(?:sa|c)_|xox[a-z]-|xapp-|cf(?:k|ut|at)_|eyJ|dckr_|tskey-|:AA|sk-|[sr]k_(?:live|test)|whsec_|AIza|GOCSPX|npm_|pypi-|hf_|SG\.|key-[0-9a-f]{8}|\bre_|_v1_|shp[acs]|lin_|ntn_|sq0|atlasv1|hv[sbr]\.|dt0|PMAK|sntry|ATATT|gsk_|r8_|nvapi|xai-|pplx|claim-|K10|PVEAPI|etwork_?[Kk]ey/;
