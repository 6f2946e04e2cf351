/** The rules of the tree, tried on files that break them. */

import { describe, expect, it } from 'vitest';
import { circlesIn } from './circles.ts';
import { importViolations } from './layers.ts';
import { isPure, worldViolations } from './purity.ts';
import { referencesOf, resolveReference } from './source.ts';

const imports = (path: string, text: string) => importViolations({ path, text }).map(({ line, what }) => `${line}: ${what}`);
const world = (text: string) => worldViolations({ path: 'lib/x.ts', text }).map(({ what }) => what.replace('is pure and uses ', ''));

describe('imports', () => {
  it.each([
    ['a static import', "import { a } from '../generators/x/a.ts';"],
    ['an import of types', "import type { A } from '../generators/x/a.ts';"],
    ['an import for its effect', "import '../generators/x/a.ts';"],
    ['an export from elsewhere', "export { a } from '../generators/x/a.ts';"],
    ['a dynamic import', "const a = await import('../generators/x/a.ts');"],
    ['a type by its place', "let a: import('../generators/x/a.ts').A;"],
    ['an address', "const a = new URL('../generators/x/a.ts', import.meta.url);"],
    ['require', "const a = require('../generators/x/a.ts');"],
    ['a made require', "const a = createRequire(import.meta.url)('../generators/x/a.ts');"],
    ['an augmented module', "declare module '../generators/x/a.ts' { interface A {} }"],
  ])('up are refused: %s', (_, text) => {
    expect(imports('core/a.ts', text)).toContain('1: imports generators/x/a.ts, which is no layer below core');
  });

  it.each([
    ['core/a.ts', '../src/data/lab.ts'],
    ['lib/a.ts', '../core/model.ts'],
    ['formats/a.ts', '../diagrams/b.ts'],
    ['diagrams/a.ts', '../core/b.ts'],
    ['tools/a.ts', '../testbed/b.ts'],
    ['testbed/a.ts', '../generators/x/tool.ts'],
    ['generators/x/check/a.ts', '../../../registry/b.ts'],
    ['registry/a.ts', '../proofs/b.ts'],
    ['proofs/a.ts', '../cli/b.ts'],
    ['cli/a.ts', '../src/data/lab.ts'],
    ['src/pages/a.astro', '../../cli/b.ts'],
  ])('of %s: %s is refused', (path, specifier) => {
    const text = `import { b } from '${specifier}';`;
    expect(imports(path, path.endsWith('.astro') ? `---\n${text}\n---\n` : text)).toHaveLength(1);
  });

  it('of a page are found in its frontmatter and its scripts, at their lines', () => {
    const text =
      "---\nimport { a } from '../../core/a.ts';\n---\n<p>import x from 'y'</p>\n<script>\n  import '../../proofs/b.ts';\n</script>\n";
    expect(imports('src/pages/a.astro', text)).toEqual([
      '2: imports core/a.ts, which is no layer below src',
      '6: imports proofs/b.ts, which is no layer below src',
    ]);
  });

  it('of types reach a component, and those of values do not', () => {
    expect(imports('src/components/a.ts', "import type { A } from '../../core/a.ts';\nimport { type B } from '../../core/b.ts';")).toEqual(
      [],
    );
    expect(imports('src/components/a.ts', "import { type A, a } from '../../core/a.ts';")).toHaveLength(1);
    expect(imports('src/data/a.ts', "import { a } from '../../core/a.ts';")).toEqual([]);
  });

  it('of another system are refused', () => {
    expect(imports('generators/x/checker.ts', "import { a } from '../y/checker.ts';")).toEqual([
      '1: imports generators/y/checker.ts of another system',
    ]);
    expect(imports('generators/x/checker.ts', "import { a } from './check/a.ts';")).toEqual([]);
  });

  it('of a test are refused', () => {
    expect(imports('core/a.ts', "import { a } from './test-lab.ts';")).toEqual(['1: imports core/test-lab.ts, which is of tests']);
  });

  it('that are worked out at run time are refused', () => {
    for (const text of ['await import(name);', 'import.meta.glob(names);', "new URL('..', import.meta.url);"])
      expect(imports('cli/a.ts', text)).toEqual(['1: imports what is only known at run time']);
  });

  it('of an unknown folder are refused', () => {
    expect(imports('utils/a.ts', "import { b } from '../lib/b.ts';")).toEqual(['1: is in no known layer, "utils"']);
  });

  it('of what touches the world are refused to what is pure, and only to that', () => {
    const text = (target: string) => `import { a } from '${target}';`;
    for (const target of [
      'node:fs',
      'node:http',
      'p-limit',
      '../../tools/process.ts',
      '../../testbed/x.ts',
      './checker.ts',
      './stand-in/api.ts',
    ]) {
      expect(imports('generators/x/system.ts', text(target)), target).toEqual([expect.stringContaining('is pure and imports')]);
      expect(imports('generators/x/collector.ts', text(target)), target).toEqual([]);
    }
    expect(imports('generators/x/system.ts', text('yaml'))).toEqual([]);
  });
});

const but = (name: string) => `${name}, but for what always gives the same`;

describe('what is pure', () => {
  it.each([
    ['generators/x/system.ts', true],
    ['generators/x/options.ts', true],
    ['generators/x/mutations.ts', true],
    ['generators/x/files/a.ts', true],
    ['generators/x/runbooks/a.ts', true],
    ['generators/x/collector.ts', false],
    ['generators/x/checker.ts', false],
    ['generators/x/tool.ts', false],
    ['generators/x/stand-in.ts', false],
    ['generators/x/stand-in/api.ts', false],
    ['generators/x/check/a.ts', false],
    ['generators/x/scenarios.ts', false],
    ['generators/x/files/collector.ts', true],
    ['core/facts/a.ts', true],
    ['core/write/a.ts', false],
    ['formats/a.ts', true],
    ['tools/a.ts', false],
  ])('%s: %s', (path, expected) => expect(isPure(path)).toBe(expected));

  it.each([
    ...['Date.now()', '(Date).now()', 'Date!.now()', '(Date as any).now()', "Date['now']()", 'const { now } = Date;'],
    ...['const clock = Date; export { clock };', 'new Date()', 'new (Date)()', 'new Date(...[])', 'Date()', 'class D extends Date {}'],
  ])('does not use the clock by %s', (text) => expect(world(text)).toEqual([but('Date')]));

  it.each(['Math.random()', 'Math[name]()', 'const { random } = Math;', '((m = Math) => m)()', 'take(Math)'])(
    'does not use chance by %s',
    (text) => expect(world(text)).toEqual([but('Math')]),
  );

  it.each([
    ["new Date(0)['getHours']()", 'getHours'],
    ['new Date(0).getHours()', 'getHours'],
    ["'a'.localeCompare('b')", 'localeCompare'],
    ["Function('return 1')", 'Function'],
    ["(0, eval)('1')", 'eval'],
    ["x.constructor('return 1')()", 'constructor'],
    ["new Intl.DateTimeFormat('en').format()", 'Intl'],
    ["new File([], 'x').lastModified", 'File'],
    ["console.log('x')", 'console'],
    ['self.crypto', 'self'],
    ['AbortSignal.timeout(1)', 'AbortSignal'],
    ["process.env['HOME']", 'process'],
    ['const { env } = process;', 'process'],
    ['const all = { process };', 'process'],
    ['performance.now()', 'performance'],
    ["fetch('http://x')", 'fetch'],
    ['setTimeout(() => {}, 1)', 'setTimeout'],
    ['globalThis.process', 'globalThis'],
    ['crypto.randomUUID()', 'crypto'],
    ['import.meta.dirname', 'import.meta'],
    ['const f = (process: string) => process; process.cwd();', 'process'],
  ])('does not use %s', (text, use) => expect(world(text)).toEqual([use]));

  it.each([
    'new Date(instant)',
    'Date.parse(text)',
    'Math.max(1, 2)',
    'x instanceof Date',
    'value.constructor?.name',
    'job.process.fetch',
    'const f = (process: { env: string }) => process.env;',
    'const all = { process: 1, setTimeout: 2 };',
    'interface A { readonly process: string; fetch(): void }',
    'let at: Date; let now: Math;',
    "import { fetch } from './own.ts'; fetch();",
    '// Date.now() and Math.random()',
    "const text = 'process.env';",
  ])('may say %s', (text) => expect(world(`export {};\n${text}`)).toEqual([]));
});

describe('circles', () => {
  it('are found with all their files, each once', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', ['e']],
      ['e', ['d', 'f']],
      ['f', []],
      ['g', ['g']],
    ]);
    expect(circlesIn(graph)).toEqual([['a', 'b', 'c'], ['d', 'e'], ['g']]);
  });

  it('do not exist where paths only meet', () => {
    expect(
      circlesIn(
        new Map([
          ['a', ['b', 'c']],
          ['b', ['d']],
          ['c', ['d']],
          ['d', []],
        ]),
      ),
    ).toEqual([]);
  });

  it('run over imports of types too', () => {
    expect(referencesOf({ path: 'a.ts', text: "import type { B } from './b.ts';" })).toEqual([
      { specifier: './b.ts', line: 1, typeOnly: true },
    ]);
    expect(resolveReference('core/facts/a.ts', '../b.ts')).toBe('core/b.ts');
  });
});
