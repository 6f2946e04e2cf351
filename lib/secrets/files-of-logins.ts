import { isChosen } from './chosen.ts';
import { looksRandom } from './looks-random.ts';
import type { PlacedSetting } from './placed-setting.ts';
import { secretName } from './setting-name.ts';

/** A field as programs read it: a backslash takes its meaning from a colon. */
const FIELD = String.raw`(?:\\.|[^:\\\r\n])*`;

/**
 * Files with a login on each line, by the names that their programs look for, and the part of a line that is the secret. Sources: the manual
 * pages of libpq, htpasswd, rsyncd.conf, s3fs, postconf, pppd, ipsec.secrets, snmpd.conf and wpa_supplicant.conf.
 */
const FILES: readonly (readonly [path: RegExp, line: RegExp])[] = [
  [/(^|[/.])pgpass(\.conf)?$/, new RegExp(`^[ \\t]*(?!#)(?:${FIELD}:){4}(?<value>[^\\r\\n]+)`, 'dgm')],
  [
    /htpasswd[^/]*$|(^|\/)(rsyncd?\.(secrets|passwd)|\.?passwd-s3fs|(users?|logins?)\.(pass|passwd|txt|auth)|passwords?|passwd|passwdfile)$/,
    /^[ \t]*(?!#)[^\s:#]{1,200}:(?<value>[^\s:]{4,})/dgm,
  ],
  [/(^|\/)[\w.-]*sasl_passw(or)?d[\w.-]*$/, /^[ \t]*(?!#)\S+[ \t]+[^\s:]+:(?<value>\S+)/dgm],
  [/(^|\/)(chap|pap)-secrets$/, /^[ \t]*(?!#)\S+[ \t]+\S+[ \t]+(?:"(?<quoted>[^"\r\n]+)"|(?<value>[^\s"]+))/dgm],
  [/(^|\/)(ipsec|racoon|strongswan)[\w.-]*\.secrets$/, /\b(?:PSK|XAUTH|EAP)[ \t]+(?:"(?<quoted>[^"\r\n]+)"|(?<value>[^\s"]+))/dg],
  [/(^|\/)snmpd?[\w.-]*\.conf$/, /^[ \t]*r[ow]community6?[ \t]+"?(?<value>[^\s"]+)/dgm],
  [/(^|\/)wpa_supplicant[\w.-]*$/, /^[ \t]*psk[ \t]*=[ \t]*(?:"(?<quoted>[^"\r\n]+)"|(?<value>[^\s"]+))/dgm],
];

/** Endings that say nothing of what a file holds. */
const PLAIN = /\.(txt|dat|cfg|conf|asc)$/i;
const LOGIN = /(^|[-_.])(auth|login|logins|credentials?|creds|userpass|user-pass|up)$/i;

/** What the lines of a file set that is called as a program calls its list of logins. */
export function* loginsIn(text: string, path: string): Iterable<PlacedSetting> {
  for (const [name, pattern] of FILES) {
    if (!name.test(path)) continue;
    for (const { groups = {}, indices } of text.matchAll(pattern)) {
      const group = groups['quoted'] === undefined ? 'value' : 'quoted';
      const [start, end] = indices?.groups?.[group] ?? [0, 0];
      yield { name: 'password', value: groups[group] ?? '', start, end };
    }
    return;
  }
}

/** What a file is that holds one word, by its name or that of its folder; of a user and a password, on a line each, the second. */
export function* soleValueIn(text: string, path: string): Iterable<PlacedSetting> {
  const [folder = '', file = ''] = path.split('/').slice(-2).length === 2 ? path.split('/').slice(-2) : ['', path];
  const name = file.replace(/^\.+/, '').replace(PLAIN, '');
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const value = lines.at(-1)?.trim() ?? '';
  const isLogin = LOGIN.test(name);
  // A line of several fields is one of a list, or sets something.
  if (lines.length !== (isLogin ? 2 : 1) || lines.some((line) => /\s|^[\w.-]+=(?!=?$)|^[^:]*:[^:]*:[^:]*:/.test(line.trim()))) return;
  const setting = isLogin ? 'password' : secretName(name) === 'never' ? nameIn(folder, name) : name;
  // What is called a token is made by a program; a word may be a kind of one. In a folder of secrets stands what else belongs to them.
  if (setting === undefined || ((setting !== name || /tokens?$/i.test(name)) && !isLogin && !isChosen(value) && !looksRandom(value)))
    return;
  const start = text.lastIndexOf(value);
  yield { name: setting, value, start, end: start + value.length };
}

/** What a file without an ending is in a folder of nothing else. */
function nameIn(folder: string, name: string): string | undefined {
  if (name.includes('.')) return undefined;
  if (/^\.?(pass(words?|wd)?|kennwoerter|credentials)$/i.test(folder)) return `${name}_password`;
  return /^\.?secrets$/i.test(folder) ? `${name}_secret` : undefined;
}
