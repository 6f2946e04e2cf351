import { oneLine } from './markdown-escape.ts';

/** A rule in the words of nftables, in order. */
export interface NftRule {
  /** Matches and statements, each a word or several that the caller made: never text of a person. */
  readonly words: readonly string[];
  /** What `nft list` shows of it, at most 128 bytes. */
  readonly comment?: string;
  /** A line above it, for the reader of the file. */
  readonly note?: string;
}

export interface NftChain {
  readonly name: string;
  /** Present: a base chain. */
  readonly hook?: {
    readonly type: 'filter' | 'nat';
    readonly hook: 'prerouting' | 'input' | 'forward' | 'output' | 'postrouting';
    /** A name or a number with an offset: `filter`, `mangle`. */
    readonly priority: string;
    readonly policy: 'accept' | 'drop';
  };
  readonly note?: string;
  readonly rules: readonly NftRule[];
}

export interface NftSet {
  readonly name: string;
  /** `ipv4_addr`, `ipv4_addr . inet_proto . inet_service`. */
  readonly type: string;
  /** Whether elements may be ranges or prefixes. */
  readonly interval?: boolean;
  readonly note?: string;
  readonly elements: readonly string[];
}

export interface NftTable {
  readonly name: string;
  readonly sets: readonly NftSet[];
  readonly chains: readonly NftChain[];
}

/** Kernel's limit on a rule's comment (NFT_USERDATA_MAXLEN leaves 128 bytes for it in libnftables). */
const LONGEST_COMMENT = 128;
const NAME = /^[a-z][a-zA-Z0-9_.-]*$/;
/** What matches, addresses, ports and verdicts are written with. */
const WORDS = /^[\w.:/@{},*!=<>"\-+ ]+$/;
const COMMENT = /^[\w.:, /+-]+$/;

/**
 * A table of the family `inet` as a file for `nft -f`. Loading it puts the table in the place of the one of that name in one step, and
 * touches no other: there is no `flush ruleset`, which would take Docker's rules with it. Throws on invalid words: that is a bug of
 * the caller.
 */
export function emitNft({ name, sets, chains }: NftTable, header: readonly string[]): string {
  check(NAME, name);
  const parts = [...sets.map(printSet), ...chains.map(printChain)];
  return `${[
    '#!/usr/sbin/nft -f',
    ...header.map(note),
    '',
    '# Made first where it is missing, so that the deletion always finds it. All of this file happens in one step.',
    `table inet ${name}`,
    `delete table inet ${name}`,
    '',
    `table inet ${name} {`,
    parts.join('\n\n'),
    '}',
  ].join('\n')}\n`;
}

function printSet({ name, type, interval, note: text, elements }: NftSet): string {
  check(NAME, name);
  check(WORDS, type);
  for (const element of elements) check(WORDS, element);
  return [
    ...(text === undefined ? [] : [`  ${note(text)}`]),
    `  set ${name} {`,
    `    type ${type}`,
    ...(interval ? ['    flags interval'] : []),
    ...(elements.length > 0 ? ['    elements = {', ...elements.map((element) => `      ${element},`), '    }'] : []),
    '  }',
  ].join('\n');
}

function printChain({ name, hook, note: text, rules }: NftChain): string {
  check(NAME, name);
  return [
    ...(text === undefined ? [] : [`  ${note(text)}`]),
    `  chain ${name} {`,
    ...(hook ? [`    type ${hook.type} hook ${hook.hook} priority ${hook.priority}; policy ${hook.policy};`] : []),
    ...rules.flatMap(printRule),
    '  }',
  ].join('\n');
}

function printRule({ words, comment, note: text }: NftRule): string[] {
  for (const word of words) check(WORDS, word);
  if (comment !== undefined) check(COMMENT, comment);
  if (comment !== undefined && comment.length > LONGEST_COMMENT) throw new RangeError(`The comment "${comment}" is too long for nftables.`);
  const line = [...words, ...(comment === undefined ? [] : [`comment "${comment}"`])].join(' ');
  return [...(text === undefined ? [] : [`    ${note(text)}`]), `    ${line}`];
}

/** A comment line. Text of people stands only here, on one line and without characters that hide or reorder it. */
function note(text: string): string {
  return `# ${oneLine(text)}`.trimEnd();
}

function check(pattern: RegExp, text: string): void {
  if (!pattern.test(text)) throw new TypeError(`${JSON.stringify(text)} is not what nftables takes there.`);
}

/** One word or a set of several: `443`, `{ 80, 443 }`. */
export function nftSet(words: readonly string[]): string {
  return words.length === 1 ? (words[0] ?? '') : `{ ${words.join(', ')} }`;
}
