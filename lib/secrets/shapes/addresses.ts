import type { Shape } from './shape.ts';

const NOTIFIERS =
  'discord|tgram|telegram|slack|gotifys?|pover|pushover|pushbullet|pbul|ifttt|opsgenie|mailgun|sendgrid|join|zulip|mmosts?|mattermost|msteams|teams|googlechat|gchat|rocketchat|hassios?|matrixs?|ntfys?';

/** Addresses that let in whoever has them, and strings that a program connects with. A ping of a dead man's switch opens nothing. */
export const ADDRESSES: readonly Shape[] = [
  [/\bhooks\.slack\.com\/(?:services|workflows|triggers)\/[TE][A-Z0-9]{6,}\/[A-Z0-9]{6,}\/[A-Za-z0-9/]{16,}/, 'the address of a webhook'],
  [/\bdiscord(?:app)?\.com\/api\/webhooks\/\d{10,}\/[A-Za-z0-9_-]{32,}/, 'the address of a webhook'],
  [/\bwebhook\.office\.com\/webhookb2\/[0-9a-f@-]{36,}\/\w+\/[0-9a-f]{32}[\w/-]*/, 'the address of a webhook'],
  [/\bmaker\.ifttt\.com\/[\w/-]{0,100}\/key\/[\w-]{20,}/, 'the address of a webhook'],
  [
    new RegExp(`\\b(?:${NOTIFIERS})://(?<value>[^\\s"'$]{0,200}?(?=[\\w-]{0,80}\\d)[\\w-]{15,80}[^\\s"'$]{0,200})`),
    'the address of a notification',
  ],
  [/:\/\/(?<user>[^\s/:@$]*):(?<value>[^\s/@$]{3,})@/, 'a password in a URL'],
  [/:\/\/(?![0-9a-f]{32}@)(?<random>[\w-]{20,200})@/, 'a token in a URL'],
  [/:\/\/[^\s"']{0,200}?password=(?<value>[^\s&_$"']{3,})/i, 'a password in a URL'],
  [/[?&](access_token|api_?key|auth|pass|passw(or)?d|pw|secret|client_secret|token)=(?<value>[^\s&$#"'{}]{8,})/i, 'a token in a URL'],
  [/[?&](?:key|sig|signature|hash|X-Amz-Signature)=(?<random>[\w+/=.~-]{16,})/i, 'a token in a URL'],
  [/\/api\/webhook\/(?<random>[\w-]{16,200})/, 'the address of a webhook'],
  [/\/private[-/](?<random>[\w-]{16,200})\//, 'a private address'],
  [/\b(Basic|Bearer) (?=\S*\d)(?<value>[A-Za-z0-9+/=_.~-]{16,})/, 'a login in a header'],
  [/(?<![\w.-])(?<user>[\w.-]{1,64}):(?<value>[^\s:@/$(]{3,200})@(?:tcp|unix)\(/, 'a password in a connection string'],
  [/\bthin:(?<user>\w{1,64})\/(?<value>[^\s@/$]{3,200})@/, 'a password in a connection string'],
  [/(?<![\w/.-])(?<user>\w{1,64})\/(?<value>[^\s@/$"']{3,200})@\/\/\w/, 'a password in a connection string'],
  [
    /\becho[ \t]{1,4}["']?(?<user>[\w.-]{1,64}):(?<value>[^\s"'$|]{3,200})["']?[ \t]{0,4}\|[^|\n]{0,40}\bchpasswd\b/,
    'a password in a command',
  ],
  [/;\s*(?:pwd|password)=(?<value>[^;\s$"'{]{3,})/i, 'a password in a connection string'],
  [
    /\becho[ \t]{1,4}(?:-n[ \t]{1,4})?["']?(?<value>[^\s"'$|]{3,200})["']?[ \t]{0,4}\|[^|\n]{0,200}--password-stdin/,
    'a password in a command',
  ],
  [
    /\bhtpasswd +(?=-\w{0,8}b)(?:-\w{0,8}n\w{0,8} +|(?:-\w{1,9} +){1,4}(?!-)\S{1,200} +)\S{1,64} +(?<value>[^\s$"'|;&]{3,200})/,
    'a password in a command',
  ],
  [/-U[ \t]{0,4}["']?(?<user>[\w.\\-]{1,64})%(?<value>[^\s"'$%]{3,})/, 'a password in a command'],
  [/\blogin[ \t]{1,8}\S{1,64}[ \t]{1,8}password[ \t]{1,8}(?<value>[^\s$]{3,200})/, 'a password of a .netrc'],
  [/\buser \S{1,64} (?:[\w~+@&*-]{1,40} ){0,8}>(?<value>[^\s$>=]{3,200})/, 'a password in an access list'],
];

/** In every text with one of them. */
export const ADDRESSES_HINT =
  /:\/\/|\/private|hooks\.slack|webhook|maker\.ifttt|[?&][A-Za-z_-]+=|Basic |Bearer |@(?:tcp|unix|\/\/)|chpasswd|thin:|;\s*(?:pwd|password)=|htpasswd|--password-stdin|\slogin |\blogin |user .*>|-U/i;
