/** A way to something that is declared elsewhere: `example_alias.net_apps.name`. */
export class HclReading {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }
}

export interface ReadBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly blocks: readonly ReadBlock[];
}

const TOKEN =
  /\s*(?:#[^\n]*\s*)*(?:"(?<text>(?:[^"\\\n]|\\.)*)"|(?<number>-?\d+(?:\.\d+)?)|(?<word>[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*|\[\d+\])*)|(?<sign>[{}[\]=,]))/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

type Token = { readonly kind: 'text' | 'number' | 'word' | 'sign'; readonly value: string };

/**
 * Reads data in HCL: blocks, attributes, strings, numbers, lists, maps and references. Throws on everything else that HCL can say, such as
 * templates, functions and loops: a generated file has none of them.
 */
export function readHcl(text: string): readonly ReadBlock[] {
  const { attributes, blocks } = new Reader(text).body(false);
  const [stray] = Object.keys(attributes);
  if (stray !== undefined) throw new SyntaxError(`"${stray}" stands in no block`);
  return blocks;
}

class Reader {
  readonly #tokens: Token[] = [];
  #next = 0;

  constructor(text: string) {
    TOKEN.lastIndex = 0;
    let end = 0;
    for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
      const [kind, value] = Object.entries(match.groups ?? {}).find(([, each]) => each !== undefined) as [Token['kind'], string];
      this.#tokens.push({ kind, value });
      end = TOKEN.lastIndex;
    }
    const rest = text
      .slice(end)
      .replace(/#[^\n]*/g, '')
      .trim();
    if (rest !== '') throw new SyntaxError(`cannot be read from "${rest.slice(0, 40)}" on`);
  }

  body(inBlock: boolean): Omit<ReadBlock, 'type' | 'labels'> {
    const attributes: Record<string, unknown> = {};
    const blocks: ReadBlock[] = [];
    while (this.#next < this.#tokens.length && !(inBlock && this.#is('}'))) {
      const name = this.#take('word');
      if (this.#is('=')) {
        this.#next++;
        set(attributes, name, this.#value());
        continue;
      }
      const labels: string[] = [];
      while (this.#tokens[this.#next]?.kind === 'text') labels.push(this.#take('text'));
      this.#sign('{');
      blocks.push({ type: name, labels, ...this.body(true) });
      this.#sign('}');
    }
    return { attributes, blocks };
  }

  #value(): unknown {
    const token = this.#tokens[this.#next++];
    switch (token?.kind) {
      case 'text':
        return plain(token.value);
      case 'number':
        return Number(token.value);
      case 'word':
        return token.value === 'true' || token.value === 'false' ? token.value === 'true' : new HclReading(token.value);
      default:
        if (token?.value === '[') return this.#list();
        if (token?.value === '{') return this.#map();
        throw new SyntaxError(`has "${token?.value ?? 'the end'}" where a value has to be`);
    }
  }

  #list(): unknown[] {
    const items: unknown[] = [];
    while (!this.#is(']')) {
      items.push(this.#value());
      if (!this.#is(']')) this.#sign(',');
    }
    this.#next++;
    return items;
  }

  #map(): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    while (!this.#is('}')) {
      const token = this.#tokens[this.#next];
      const name = token?.kind === 'text' ? plain(this.#take('text')) : this.#take('word');
      this.#sign('=');
      set(map, name, this.#value());
      if (this.#is(',')) this.#next++;
    }
    this.#next++;
    return map;
  }

  #is(sign: string): boolean {
    const token = this.#tokens[this.#next];
    return token?.kind === 'sign' && token.value === sign;
  }

  #sign(sign: string): void {
    if (!this.#is(sign)) throw new SyntaxError(`has "${this.#tokens[this.#next]?.value ?? 'the end'}" where "${sign}" has to be`);
    this.#next++;
  }

  #take(kind: Token['kind']): string {
    const token = this.#tokens[this.#next++];
    if (token?.kind !== kind) throw new SyntaxError(`has "${token?.value ?? 'the end'}" where a ${kind} has to be`);
    return token.value;
  }
}

function set(map: Record<string, unknown>, name: string, value: unknown): void {
  if (Object.hasOwn(map, name)) throw new SyntaxError(`says "${name}" twice`);
  map[name] = value;
}

function plain(inner: string): string {
  return inner.replace(/\\(?:u([0-9a-f]{4})|U([0-9a-f]{8})|(.))|([$%])\4\{|[$%]\{/gi, (whole, short, long, char, sign) => {
    if (short ?? long) return String.fromCodePoint(Number.parseInt(short ?? long, 16));
    if (sign !== undefined) return `${sign}{`;
    const known = ESCAPES[char];
    if (known === undefined) throw new SyntaxError(`has ${whole}, which begins a template or is no escape`);
    return known;
  });
}
