/** An interface in one family. Nothing of it is ever text of a person. */
export interface Stanza {
  /** At most 15 characters (IFNAMSIZ). */
  readonly name: string;
  readonly family: 'inet' | 'inet6';
  readonly method: 'loopback' | 'manual' | 'static';
  /** In the order in which they are written; a key may stand several times. */
  readonly options: readonly (readonly [key: string, value: string])[];
}

const NAME = /^[a-zA-Z][a-zA-Z0-9_.-]{0,14}$/;
const KEY = /^[a-z][a-z0-9-]*$/;
/** Addresses, numbers, names and shell commands without quotes. No `\`, which goes on in the next line, and no `%`, which begins a template. */
const VALUE = /^[\w.:/|>& -]+$/;
const COMMENT = /^[\w.,:;()/ -]+$/;

/** `/etc/network/interfaces` as ifupdown2 and Proxmox VE read it. Throws on what could be read as anything else: a bug of the caller. */
export function emitIfupdown(header: readonly string[], stanzas: readonly Stanza[]): string {
  const named = new Set<string>();
  const blocks = stanzas.map(({ name, family, method, options }) => {
    const auto = named.has(name) ? [] : [`auto ${check(NAME, name)}`];
    named.add(name);
    const lines = options.map(([key, value]) => `\t${check(KEY, key)} ${check(VALUE, value)}`);
    return [...auto, `iface ${name} ${family} ${method}`, ...lines].join('\n');
  });
  return `${[header.map((line) => `# ${check(COMMENT, line)}`).join('\n'), ...blocks].join('\n\n')}\n`;
}

function check(pattern: RegExp, text: string): string {
  if (!pattern.test(text)) throw new TypeError(`${JSON.stringify(text)} is not what an interfaces file takes there.`);
  return text;
}
