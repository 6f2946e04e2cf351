import ts from 'typescript';

/** One file of the tree as the rules see it. */
export interface Source {
  /** Relative to the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** What a file says of another: an import of any kind, or an address beside the file. */
export interface Reference {
  /** As it is written; undefined when it is worked out at run time. */
  readonly specifier: string | undefined;
  readonly line: number;
  /** Nothing of it is left at run time. */
  readonly typeOnly: boolean;
}

/** The script of a page is its frontmatter and what its `<script>` elements hold; lines stay where they are. */
export function scriptOf({ path, text }: Source): string {
  if (!path.endsWith('.astro')) return text;
  const blank = (part: string) => part.replace(/[^\n]/g, ' ');
  const parts = /^---\n([\s\S]*?)\n---|<script[^>]*>([\s\S]*?)<\/script>/gm;
  let script = '';
  let end = 0;
  for (const match of text.matchAll(parts)) {
    const inner = match[1] ?? match[2] ?? '';
    const start = match.index + match[0].indexOf(inner);
    script += `${blank(text.slice(end, start))}${inner};`;
    end = start + inner.length;
  }
  return script;
}

export function parseSource(source: Source): ts.SourceFile {
  return ts.createSourceFile(source.path.replace(/\.astro$/, '.astro.ts'), scriptOf(source), ts.ScriptTarget.Latest, true);
}

/** Every reference of a file: static, dynamic, of types alone, of an augmented module, and `new URL(…, import.meta.url)`. */
export function referencesOf(source: Source): readonly Reference[] {
  const file = parseSource(source);
  const found: Reference[] = [];
  const add = (at: ts.Node, named: ts.Node | undefined, typeOnly = false) =>
    found.push({
      specifier: named && ts.isStringLiteralLike(named) ? named.text : undefined,
      line: file.getLineAndCharacterOfPosition(at.getStart(file)).line + 1,
      typeOnly,
    });
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, isOfTypes(node));
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node, node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node)) add(node, ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true);
    else if (ts.isExternalModuleReference(node)) add(node, node.expression);
    else if (ts.isModuleDeclaration(node) && ts.isStringLiteral(node.name) && isAugmentation(node.name.text)) add(node, node.name);
    else if (ts.isCallExpression(node) && loads(node.expression)) add(node, node.arguments[0]);
    else if (ts.isNewExpression(node) && isIdentifier(node.expression, 'URL') && node.arguments?.[1]?.getText(file) === 'import.meta.url')
      add(node, node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** `import type { A }`, and `import { type A, type B }`, too. */
function isOfTypes({ importClause }: ts.ImportDeclaration): boolean {
  if (!importClause) return false;
  const { phaseModifier, name, namedBindings } = importClause;
  if (phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  return (
    name === undefined &&
    namedBindings !== undefined &&
    ts.isNamedImports(namedBindings) &&
    namedBindings.elements.every((each) => each.isTypeOnly)
  );
}

/** `declare module './x.ts'` adds to a file of the project; `declare module 'name'` describes a package. */
const isAugmentation = (name: string): boolean => name.startsWith('.');

/** `import(…)`, `require(…)`, `createRequire(…)(…)`, `import.meta.resolve(…)` and `import.meta.glob(…)`. */
function loads(callee: ts.Expression): boolean {
  if (callee.kind === ts.SyntaxKind.ImportKeyword || isIdentifier(callee, 'require')) return true;
  if (ts.isCallExpression(callee)) return isIdentifier(callee.expression, 'createRequire');
  return ts.isPropertyAccessExpression(callee) && ts.isMetaProperty(callee.expression) && ['resolve', 'glob'].includes(callee.name.text);
}

const isIdentifier = (node: ts.Node, text: string): boolean => ts.isIdentifier(node) && node.text === text;

/** The path that a relative reference leads to, with `/`; undefined for a package. */
export function resolveReference(from: string, specifier: string): string | undefined {
  if (!/^\.{1,2}(\/|$)/.test(specifier)) return undefined;
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('?')[0]!.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
