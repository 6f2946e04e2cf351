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
  ['core/read-runtime.ts', 'reads the scripts that are copied as they are'],
  ['core/load.ts', 'joins reading and what is pure'],
  ['core/pipeline.ts', 'joins reading and what is pure'],
  ['diagrams/check-mermaid.ts', 'runs the real Mermaid, which wants a browser around it'],
  ['diagrams/jsdom.d.ts', 'describes what stands for that browser'],
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
    'diagrams/measure-text.ts',
    { uses: ['node:fs', 'node:module', 'import.meta', 'fontkit'], because: 'the shipped font is as good as a constant' },
  ],
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
  if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && ts.isIdentifier(node.expression)) {
    const { expression: callee, arguments: given } = node;
    if (callee.text === 'Date' && !declares(callee) && (ts.isCallExpression(node) || !given?.length)) return 'Date without an instant';
  }
  if (!ts.isIdentifier(node) || !ASKED.has(node.text) || !isValue(node) || declares(node)) return undefined;
  if (GLOBALS.has(node.text)) return node.text;
  const member = memberOf(node);
  if (node.text === 'Date') return member === 'now' || isHandedOn(node) ? 'Date.now' : undefined;
  if (node.text === 'Math') return member === 'random' || isHandedOn(node) ? 'Math.random' : undefined;
  return undefined;
}

/** `x` of `Date.x` and of `Date['x']`. */
function memberOf(node: ts.Identifier): string | undefined {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node) return parent.name.text;
  if (!ts.isElementAccessExpression(parent) || parent.expression !== node) return undefined;
  // A member that is worked out at run time may be any.
  return ts.isStringLiteralLike(parent.argumentExpression)
    ? parent.argumentExpression.text
    : parent.getText().includes('Math')
      ? 'random'
      : 'now';
}

/** Under another name its members cannot be seen: `const { random } = Math`. */
function isHandedOn({ parent }: ts.Identifier): boolean {
  return (
    (ts.isVariableDeclaration(parent) && parent.initializer !== undefined) ||
    ts.isPropertyAssignment(parent) ||
    ts.isShorthandPropertyAssignment(parent) ||
    ts.isSpreadAssignment(parent) ||
    ts.isArrayLiteralExpression(parent)
  );
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
