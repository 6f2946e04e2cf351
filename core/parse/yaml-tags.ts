import { Scalar, type ScalarTag, type Tags, type YAMLMap, type YAMLSeq } from 'yaml';
import { plainScalar } from '../../formats/plain-scalar.ts';
import { utf8Text } from './decode-file.ts';

/** `!reset` and `!override` of the Compose Specification, as plain data: what merging with them does is for the reader of projects. */
export interface MergeMark {
  readonly [MARK]: 'reset' | 'override';
  readonly value: unknown;
}

const MARK = '\u0000merge';

export function mergeMark(value: unknown): MergeMark | undefined {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, MARK) ? (value as MergeMark) : undefined;
}

export const markKind = (mark: MergeMark): 'reset' | 'override' => mark[MARK];

/**
 * How Compose's reader (yaml.v3 of Go) sees numbers: a leading zero is octal, underscores part digits, `0b` and `0o` are prefixes. What
 * it calls a date is text here. Source: resolve.go of yaml.v3.
 */
const INTEGER = /^[-+]?(?:0[0-9_]+|0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|[1-9][0-9_]*_[0-9_]*|[0-9]{16,})$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9_]+)?$/;
const DATE = /^\d{4}-\d{1,2}-\d{1,2}(?:$|[Tt ])/;
const CANDIDATE = new RegExp([INTEGER, FLOAT, DATE].map(({ source }) => `(?:${source})`).join('|'));

const NO_TEXT = /^(?:|~|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** Whether a scalar without quotes is text for Compose, which refuses any other key. */
export function isPlainText(source: string): boolean {
  return !CANDIDATE.test(source) && !NO_TEXT.test(source);
}

function resolve(text: string): unknown {
  if (INTEGER.test(text)) return plainScalar(text, integer(text) ?? text);
  if (DATE.test(text)) return dateOf(text);
  const number = Number(text.replaceAll('_', ''));
  if (String(number) === text) return number;
  return plainScalar(text, Number.isFinite(number) ? number : text);
}

/** A date with more behind it may hold anything. */
function dateOf(text: string): unknown {
  return /^[0-9A-Za-z_.+:-]+( [0-9A-Za-z_.+:-]+)*$/.test(text) && !text.endsWith(':') ? plainScalar(text, text) : text;
}

/** Undefined for digits that a prefix does not allow, such as `089`. */
function integer(text: string): number | undefined {
  const [, sign = '', prefix = '', digits = ''] = /^([-+]?)(0[xXoObB]?)?(.*)$/.exec(text.replaceAll('_', '')) ?? [];
  const base = { '0x': 16, '0b': 2, '0o': 8, '0': 8 }[prefix.toLowerCase()] ?? 10;
  if (base === 8 && /[89]/.test(digits)) return Number(digits);
  const value = digits === '' ? 0 : Number.parseInt(digits, base);
  return Number.isNaN(value) ? undefined : sign === '-' ? -value : value;
}

const ODD_SCALAR: ScalarTag = { default: true, tag: 'tag:yaml.org,2002:float', test: CANDIDATE, resolve };

/** Text in base64. Bytes that are no text could not be written as YAML again. */
const BINARY: ScalarTag = {
  tag: 'tag:yaml.org,2002:binary',
  resolve(text, onError) {
    const base64 = text.replace(/[\r\n]/g, '');
    const isBase64 = base64.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(base64);
    const decoded = isBase64 ? utf8Text(Buffer.from(base64, 'base64')) : undefined;
    if (decoded === undefined) onError(isBase64 ? 'these bytes are no UTF-8 text' : 'this is not base64');
    return decoded ?? '';
  },
};

/** A map whose keys have no values, which is how Compose reads it. */
const SET = { tag: 'tag:yaml.org,2002:set', collection: 'map', resolve: (node: YAMLMap.Parsed | YAMLSeq.Parsed) => node } as Tags[number];

/** Tags of YAML 1.1 for what is no plain data: the library would make objects of its own of it. */
const TIMESTAMP: ScalarTag = {
  tag: 'tag:yaml.org,2002:timestamp',
  resolve(text, onError) {
    onError('a date as such cannot be kept; write it in quotes, without the tag');
    return text;
  },
};
const OF_NO_PLAIN_DATA: Tags = [
  TIMESTAMP,
  ...['omap', 'pairs'].map((name): Tags[number] => ({
    tag: `tag:yaml.org,2002:${name}`,
    collection: 'seq',
    resolve(node, onError) {
      onError(`a list of pairs (!!${name}) is no map; write a map, without the tag`);
      return node;
    },
  })),
];

/** The tags of inventory files and Compose projects: what Compose knows beyond YAML, and scalars that keep their text. */
export function inventoryTags(tags: Tags): Tags {
  return [ODD_SCALAR, BINARY, SET, ...OF_NO_PLAIN_DATA, ...(['reset', 'override'] as const).flatMap(markTags), ...tags];
}

function markTags(kind: MergeMark[typeof MARK]): Tags {
  const tag = `!${kind}`;
  const mark = (value: unknown): MergeMark => ({ [MARK]: kind, value });
  const collection = (node: YAMLMap.Parsed | YAMLSeq.Parsed) => {
    const plain = node.toJSON.bind(node);
    return Object.assign(node, { toJSON: (...given: Parameters<typeof plain>) => mark(plain(...given)) });
  };
  return [
    { tag, resolve: (text: string) => new Scalar(mark(/^(?:|~|null)$/i.test(text) ? null : text)) },
    { tag, collection: 'map', resolve: collection },
    { tag, collection: 'seq', resolve: collection },
  ] as Tags;
}
