/** One thing that a text sets: a line of a file, an option of a command, a pair in an object. */
export type Setting = readonly [name: string, value: string];

/** In every text in which a secret may have a name. */
const HINT = /pass|pwd|secret|token|key|cred|auth|psk|salt|hash|pat|claim|seed|hmac|-[apu]/i;

/** `KEY=value`, `--key=value`, also in quotes, anywhere. */
const PAIR = /(?<![\w.$-])(-{0,2}[A-Za-z_][\w.-]*)=(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"';&|,)]+))/g;
/** `--key value` within a command; what begins with a hyphen is the next option. */
const OPTION = /(?<=^|[\s"'])(--?[A-Za-z][\w.-]*)\s+(?:"([^"\n]*)"|'([^'\n]*)'|(?!-)([^\s"']+))/g;
/** `"key": "value"`, as in JSON. */
const QUOTED = /["']([A-Za-z_][\w.-]*)["']\s*:\s*(?:"([^"\n]*)"|'([^'\n]*)')/g;
/** A header as an argument: `"X-Api-Key: value"`. */
const HEADER = /["']([A-Za-z][\w-]*):[ \t]*([^\s"']+)["']/g;
/** A line that sets one thing: `key: value`, `key = value`, `key value;` with a value that is quoted or has a digit in it. */
const LINE = /^[ \t]*(?:(?:- |export )[ \t]*)?["']?([A-Za-z_][\w.-]*)["']?[ \t]*[:=][ \t]*["']?([^\s"'#]+)["']?,?;?[ \t]*$/gm;
const WORDS = /^[ \t]*([a-z][\w.-]*)[ \t]+(?:"([^"\n]*)"|'([^'\n]*)'|(?=\S*\d)([^\s"';]{6,}));?[ \t]*$/gm;

/** Everything that a text sets, by the forms in which files and commands do it. A thing may come in two of them. */
export function* settingsIn(text: string): Iterable<Setting> {
  if (!HINT.test(text)) return;
  if (text.includes('=')) yield* all(text, PAIR);
  if (text.includes('-')) yield* all(text, OPTION);
  if (text.includes(':') && /["']/.test(text)) {
    yield* all(text, QUOTED);
    yield* all(text, HEADER);
  }
  if (!text.includes('\n')) return;
  yield* all(text, LINE);
  yield* all(text, WORDS);
}

function* all(text: string, pattern: RegExp): Iterable<Setting> {
  for (const [, name = '', ...values] of text.matchAll(pattern)) yield [name, values.find((value) => value !== undefined) ?? ''];
}
