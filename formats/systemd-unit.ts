/**
 * What stands behind the `=`: fixed text, or a command, whose arguments may come from the inventory. Its program never does: there systemd
 * takes no quotes, and a `$` as it is. `%i` follows it where asked for.
 */
export type UnitValue =
  | string
  | number
  | { readonly command: readonly string[]; readonly instance?: true }
  /** May be text of people too. One with `-` before it need not be there. */
  | { readonly paths: readonly string[] };

export interface UnitSection {
  readonly head: 'Unit' | 'Service' | 'Timer' | 'Install';
  readonly settings: readonly (readonly [key: string, value: UnitValue])[];
}

const KEY = /^[A-Z][A-Za-z]+$/;
/** Nothing that systemd would replace, but for the names of the unit itself; no backslash, which would go on in the next line. */
const FIXED = /^(?:[\w .,:;/*@~+()-]|%[in])*$/;

/** A systemd unit. Throws on fixed text that systemd could read as anything else: that is a bug of the caller. */
export function emitUnit(header: string, sections: readonly UnitSection[]): string {
  if (!FIXED.test(header)) throw new TypeError(`${JSON.stringify(header)} is no comment of a unit.`);
  const blocks = sections.map(({ head, settings }) => [`[${head}]`, ...settings.map(([key, value]) => line(key, value))].join('\n'));
  return `# ${header}\n${blocks.join('\n\n')}\n`;
}

function line(key: string, value: UnitValue): string {
  if (!KEY.test(key)) throw new TypeError(`${JSON.stringify(key)} is no key of a unit.`);
  if (typeof value === 'object' && 'paths' in value) return `${key}=${value.paths.map(pathWord).join(' ')}`;
  if (typeof value === 'object') {
    const [program = ''] = value.command;
    if (!/^\/[\w./-]+$/.test(program)) throw new TypeError(`${JSON.stringify(program)} is no program that a unit can name.`);
    return `${key}=${[...value.command.map(commandWord), ...(value.instance ? ['%i'] : [])].join(' ')}`;
  }
  const text = String(value);
  if (!FIXED.test(text)) throw new TypeError(`${JSON.stringify(text)} is not what ${key} takes.`);
  return `${key}=${text}`;
}

const BARE = /^[\w./:@,+-]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const UNSEEN = /[\u0000-\u001f\u007f]/;

/** One word of a command line: quoted, with the specifiers, variables and escapes of systemd.service(5) doubled. */
export function commandWord(text: string): string {
  if (UNSEEN.test(text)) throw new TypeError(`${JSON.stringify(text)} cannot be a word of a command in a unit.`);
  if (BARE.test(text) && !/^[@:+-]/.test(text)) return text;
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%').replaceAll('$', '$$$$')}"`;
}

/** One path of a list: quoted where it has to be. Unlike in a command a dollar is nothing special there (systemd.unit(5)). */
function pathWord(text: string): string {
  if (UNSEEN.test(text)) throw new TypeError(`${JSON.stringify(text)} cannot be a path in a unit.`);
  return BARE.test(text) ? text : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%')}"`;
}
