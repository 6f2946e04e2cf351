/** One thing that a text sets: a line of a file, an option of a command, a pair in an object. */
export type Setting = readonly [name: string, value: string];

/** In every text in which a secret may have a name. */
const HINT =
  /pass|pwd?|secret|token|key|cred|auth|psk|salt|pepper|hash|pat|claim|seed|hmac|cookie|bearer|community|preshared|private|kennwort|contrase|senha|wachtwoord|pin|code|jwt|licen|-[apu]/i;

/** `KEY=value`, `--key=value`, also in quotes, anywhere. */
const PAIR = /(?<![\w.$-])(-{0,2}[A-Za-z_][\w.-]*)=(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"';&|,)]+))/g;
/** `key = "value"`: what stands apart is in quotes, so that no sentence and no sum is one. */
const APART = /(?<![\w.$-])([A-Za-z_][\w.-]{0,200})[ \t]{1,40}(?:=|=>|:=)[ \t]*(?:"([^"\n]*)"|'([^'\n]*)')/g;
/** `--key value` within a command; what begins with a hyphen is the next option. */
const OPTION = /(?<=^|[\s"'])(--?[A-Za-z][\w.-]*)\s+(?:"([^"\n]*)"|'([^'\n]*)'|(?!-)([^\s"']+))/g;
/** `"key": "value"` of JSON, `'key' => 'value'` of PHP. */
const QUOTED = /["']([A-Za-z_][\w.-]*)["']\s*(?::|=>)\s*(?:"([^"\n]*)"|'([^'\n]*)')/g;
/** `define('KEY', 'value')`. */
const DEFINED = /\bdefine\(\s*["'](\w+)["']\s*,\s*(?:"([^"\n]*)"|'([^'\n]*)')/g;
/** A header as an argument: `"X-Api-Key: value"`. */
const HEADER = /["']([A-Za-z][\w-]*):[ \t]*([^\s"']+)["']/g;
/** `{ key: value, … }` in one line of YAML, but for the inventory's own `{ secret: <id> }`. */
const FLOW =
  /(?<=[{,])[ \t]{0,20}(?!secret: [a-z-]+ *\})([A-Za-z_][\w.-]{0,200}):[ \t]+(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"',{}[\]]+))(?=[ \t]*[,}])/g;
/** `<key>value</key>`. */
const ELEMENT = /<([A-Za-z_][\w.-]{0,100})(?:\s[^<>]{0,500})?>([^<>\n]{1,4000})<\/\1>/g;
/** `<add key="name" value="…"/>` and `<property name="name">…</property>`. */
const ATTRIBUTES =
  /<\w{1,100}\s[^<>]{0,200}?\b(?:[Kk]ey|[Nn]ame)="([\w.-]{1,200})"[^<>]{0,200}?(?:\bvalue="([^"<>]{0,4000})"|>([^<>\n]{1,4000})<)/g;
/** `ENV NAME value` of an image, and what a web server sets: `set $name value;`, `proxy_set_header Name value;`. */
const DIRECTIVE =
  /(?:^|[;{\n])[ \t]*(?:(?:ENV|ARG)[ \t]+([A-Za-z_]\w*)[ \t]+([^\s=]+)[ \t]*$|(?:set|proxy_set_header|fastcgi_param|uwsgi_param)[ \t]+\$?([\w-]+)[ \t]+(?:"([^"\n]*)"|([^\s";]+))[ \t]*;)/gm;
/** A line that sets one thing: `key: value`, `key = value`, `key value;` with a value that is quoted or has a digit in it. */
const LINE =
  /^[ \t]*(?:(?:- |export )[ \t]*)?["']?([A-Za-z_][\w.-]*)["']?[ \t]*[:=][ \t]*(?:!!\w+[ \t]+)?["']?([^\s"'#]+)["']?,?;?[ \t]*$/gm;
const WORDS = /^[ \t]*([a-z][\w.-]*)[ \t]+(?:"([^"\n]*)"|'([^'\n]*)'|(?=\S*\d)([^\s"';]{6,}));?[ \t]*$/gm;

/** Everything that a text sets, by the forms in which files and commands do it. A thing may come in two of them. */
export function* settingsIn(text: string): Iterable<Setting> {
  if (!HINT.test(text)) return;
  const isQuoted = /["']/.test(text);
  if (text.includes('=')) yield* all(text, PAIR);
  if (text.includes('=') && isQuoted) yield* all(text, APART);
  if (text.includes('-')) yield* all(text, OPTION);
  if (text.includes(':') && isQuoted) yield* all(text, HEADER);
  if (isQuoted) {
    yield* all(text, QUOTED);
    yield* all(text, DEFINED);
  }
  if (text.includes('{') && text.includes(':')) yield* all(text, FLOW);
  if (text.includes('<')) {
    yield* all(text, ELEMENT);
    yield* all(text, ATTRIBUTES);
  }
  if (!text.includes('\n')) return;
  yield* all(text, DIRECTIVE);
  yield* all(text, LINE);
  yield* all(text, WORDS);
}

function* all(text: string, pattern: RegExp): Iterable<Setting> {
  for (const [, ...groups] of text.matchAll(pattern)) {
    const [name = '', value = ''] = groups.filter((group) => group !== undefined);
    yield [name, value];
  }
}
