import ts from 'typescript';
import type { Violation } from './layers.ts';
import { parseSource, type Source } from './source.ts';

/** Layers in which nothing but what is named below touches the world. */
const PURE = /^(lib|formats|diagrams|core|generators)\//;

/** Parts of a system's folder that touch the world: they ask, install, check or stand in. */
const WORLD_PARTS =
  /^generators\/[^/]+\/(collector|checker|tool|stand-in|scenarios|proof)\.ts$|^generators\/[^/]+\/(stand-in|check|proof)\//;

/** All other files and folders that touch the world, and why they stand where they do. */
export const WORLD: ReadonlyMap<string, string> = new Map([
  ['core/collect/', 'asks what is'],
  ['core/demo/', 'plays a lab on loopback'],
  ['core/write/', 'writes files'],
  ['core/parse/read-inventory.ts', 'reads the inventory'],
  ['core/plan/read-disk.ts', 'reads what is there'],
  ['core/plan/read-owned.ts', 'reads what is there'],
  ['core/published/known-here.ts', 'asks what secrets this process was given'],
  ['core/secret-store/read-store-file.ts', 'reads the store'],
  ['core/read-runtime.ts', 'reads the scripts that are copied as they are'],
  ['core/load.ts', 'joins reading and what is pure'],
  ['core/pipeline.ts', 'joins reading and what is pure'],
  ['diagrams/check-mermaid.ts', 'runs the real Mermaid, which wants a browser around it'],
  ['diagrams/jsdom.d.ts', 'describes what stands for that browser'],
  ['generators/ansible/control/', 'runs playbooks for tests and proofs'],
  ['generators/ansible/deployed/', 'what the collector reads the records of deploys with'],
  ['generators/bundle/files/read-bundle-files.ts', 'reads what it packs, and is called by command and site only'],
  ['generators/compose/docker/', 'what the collector asks the engine with'],
  ['generators/prometheus/query/', 'what the collector asks Prometheus with'],
]);

/** Packages that only compute. */
export const PURE_PACKAGES: ReadonlySet<string> = new Set(['yaml', 'zod', 'ipaddr.js', 'fastest-levenshtein', 'diff', 'elkjs']);

/** What single pure files may use anyway, since it always gives them the same, and why they need it. */
export const EXCUSED: ReadonlyMap<string, { readonly uses: readonly string[]; readonly because: string }> = new Map([
  ['core/plan/plan.ts', { uses: ['node:crypto'], because: 'a digest is computed' }],
  [
    'core/check/maintained-rules.ts',
    { uses: ['@secretlint/core', '@secretlint/secretlint-rule-preset-recommend'], because: 'they look at texts alone' },
  ],
  ['core/check/secret-mark.ts', { uses: ['node:crypto'], because: 'a digest is computed' }],
  [
    'diagrams/measure-text.ts',
    { uses: ['node:fs', 'node:module', 'import.meta', 'fontkit'], because: 'the shipped font is as good as a constant' },
  ],
  ['core/model/lab/schema.ts', { uses: ['Intl'], because: 'names of time zones are looked up, whatever the machine has' }],
  ['lib/archive/budget.ts', { uses: ['node:zlib'], because: 'an archive is unpacked in memory' }],
  ['lib/calendar/wall-clock.ts', { uses: ['Intl'], because: 'language and time zone are said' }],
  ['core/published/find-in-file.ts', { uses: ['node:buffer'], because: 'bytes are looked at' }],
  ['core/published/unpack.ts', { uses: ['node:zlib', 'modern-tar'], because: 'an archive is unpacked in memory' }],
  ['generators/bundle/files/archive.ts', { uses: ['node:zlib', 'modern-tar'], because: 'an archive is computed' }],
  ['generators/bundle/files/bundle-html.ts', { uses: ['node:crypto'], because: 'a digest is computed' }],
]);

export function isExcused(path: string, use: string): boolean {
  return EXCUSED.get(path)?.uses.includes(use) ?? false;
}

export function isPure(path: string): boolean {
  if (!PURE.test(path) || WORLD_PARTS.test(path)) return false;
  return ![...WORLD.keys()].some((world) => (world.endsWith('/') ? path.startsWith(world) : path === world));
}

/** Names that the runtime gives every module and that make two runs differ. */
const GLOBALS = new Set([
  ...['process', 'performance', 'fetch', 'crypto', 'globalThis', 'global', 'require', 'WebSocket', 'XMLHttpRequest', 'navigator'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'Temporal', 'Deno', 'Bun', '__dirname', '__filename'],
  ...['self', 'window', 'document', 'localStorage', 'sessionStorage', 'console', 'Worker', 'Atomics', 'SharedArrayBuffer'],
  ...['File', 'Event', 'EventTarget', 'EventSource', 'BroadcastChannel', 'MessageChannel', 'AbortSignal', 'AbortController'],
  // They reach all of the others by a text.
  ...['Function', 'eval', 'Reflect', 'Proxy'],
  // Its language and time zone are those of the machine, unless both are said.
  'Intl',
]);

/** Members of these that always give the same; everything else of them is refused, under whatever name it is reached. */
const SAME: Readonly<Record<string, ReadonlySet<string>>> = {
  Date: new Set(['UTC', 'parse']),
  Math: new Set([
    'abs',
    'ceil',
    'cos',
    'floor',
    'hypot',
    'log2',
    'log10',
    'max',
    'min',
    'PI',
    'pow',
    'round',
    'sign',
    'sin',
    'sqrt',
    'trunc',
  ]),
};

/** Members of a date or a text that depend on where the program runs, and what leads from any value to `Function`. */
const LOCAL = new Set([
  ...['getDate', 'getDay', 'getFullYear', 'getHours', 'getMinutes', 'getMonth', 'getTimezoneOffset'],
  ...['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString', 'toLocaleLowerCase', 'toLocaleUpperCase', 'localeCompare'],
]);

const ASKED = new Set([...GLOBALS, 'Date', 'Math']);

/** Clock, randomness, environment, network and timers in a pure file. */
export function worldViolations(source: Source): readonly Violation[] {
  const file = parseSource(source);
  const known = symbolsOf(file);
  const found: Violation[] = [];
  const visit = (node: ts.Node): void => {
    const what = worldIn(node, known);
    if (what !== undefined && !isExcused(source.path, what))
      found.push({
        path: source.path,
        line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1,
        what: `is pure and uses ${what}`,
      });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function worldIn(node: ts.Node, declares: (name: ts.Identifier) => boolean): string | undefined {
  if (ts.isMetaProperty(node)) return 'import.meta';
  const member = memberOf(node);
  if (member !== undefined && LOCAL.has(member)) return member;
  if (ts.isCallExpression(node) && memberOf(node.expression) === 'constructor') return 'constructor';
  if (!ts.isIdentifier(node) || !ASKED.has(node.text) || !isValue(node) || declares(node)) return undefined;
  if (GLOBALS.has(node.text)) return node.text;
  return isSame(node) ? undefined : `${node.text}, but for what always gives the same`;
}

/** The name behind the dot, or between the brackets; undefined for what is no member of anything. */
function memberOf(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : undefined;
}

/** Whether `Date` or `Math` stands where it gives the same every time: `Date.UTC(…)`, `new Date(instant)`, `x instanceof Date`, `Math.max(…)`. */
function isSame(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return SAME[node.text]?.has(parent.name.text) === true;
  if (node.text !== 'Date') return false;
  if (ts.isNewExpression(parent))
    return parent.arguments !== undefined && parent.arguments.length > 0 && !parent.arguments.some(ts.isSpreadElement);
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword;
}

/** Whether a name stands for a value here, not for a type or for a member of something. */
function isValue(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isQualifiedName(parent)) return !ts.isQualifiedName(parent) && parent.expression === node;
  if (ts.isTypeReferenceNode(parent) || ts.isTypeParameterDeclaration(parent) || ts.isNamedTupleMember(parent)) return false;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isImportClause(parent)) return false;
  if (ts.isParameter(parent) || ts.isVariableDeclaration(parent)) return parent.initializer === node;
  const named = parent as ts.Node & { readonly name?: ts.Node };
  return ts.isShorthandPropertyAssignment(parent) || named.name !== node;
}

/** Tells of a name whether the file itself declares it where it is used. */
function symbolsOf(file: ts.SourceFile): (name: ts.Identifier) => boolean {
  let made: ts.TypeChecker | undefined;
  return (name) => {
    // Most files have no name that is asked for.
    made ??= checkerOf(file);
    const { parent } = name;
    const symbol = ts.isShorthandPropertyAssignment(parent)
      ? made.getShorthandAssignmentValueSymbol(parent)
      : made.resolveName(name.text, name, ts.SymbolFlags.Value | ts.SymbolFlags.Alias, false);
    return (symbol?.declarations?.length ?? 0) > 0;
  };
}

function checkerOf(file: ts.SourceFile): ts.TypeChecker {
  const options: ts.CompilerOptions = { noLib: true, noResolve: true, types: [], allowImportingTsExtensions: true, noEmit: true };
  const host: ts.CompilerHost = {
    getSourceFile: (name) => (name === file.fileName ? file : undefined),
    getDefaultLibFileName: () => '',
    writeFile: () => undefined,
    getCurrentDirectory: () => '',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: (name) => name === file.fileName,
    readFile: () => undefined,
  };
  return ts.createProgram([file.fileName], options, host).getTypeChecker();
}
