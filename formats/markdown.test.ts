import fc from 'fast-check';
import { markdownToMdast, mdxToMdast } from 'satteri';
import { describe, expect, it } from 'vitest';
import { type Content, code, document, fence, heading, link, list, paragraph, table, task } from './markdown.ts';
import { codeSpan, codeSpanOfAny, escapeAny, escapeText, linkTarget, linkTargetOfAny, oneLine } from './markdown-escape.ts';

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly children?: readonly Node[];
}

/** The site's own parser, with more switched on than the site has; not directives, which make one of every `8:30`. */
const FEATURES = {
  gfm: true,
  math: true,
  superscript: true,
  subscript: true,
  wikilinks: true,
  definitionList: true,
  headingAttributes: true,
};
const PARSERS = [
  ['Markdown', (text: string) => markdownToMdast(text, { features: FEATURES }) as Node],
  ['MDX', (text: string) => mdxToMdast(text, { features: { gfm: true } }) as Node],
] as const;

const HOSTILE = [
  ...[
    '# a',
    '> a',
    '- a',
    '+ a',
    '* a',
    '1. a',
    '1) a',
    '---',
    '***',
    '===',
    '```',
    '~~~',
    '    code',
    '\ttab',
    ': a',
    ':::x',
    '+++',
    'a\n---',
    'a\n\n# b',
  ],
  ...[
    '*a*',
    '**a**',
    '_a_',
    '__a__',
    '~~a~~',
    '`a`',
    '``',
    'a`',
    '[a](b)',
    '[a]: b',
    '![a](b)',
    '!',
    '[^1]',
    '[[a]]',
    '[x] a',
    '$a$',
    '$$',
    '^a^',
    '~a~',
  ],
  ...[
    '<b>',
    '<script>alert(1)</script>',
    '<!-- a -->',
    '<http://a.b>',
    '<a@b.c>',
    '</',
    '<A/>',
    '{a}',
    '{',
    '}',
    '{#id}',
    'import a from "b"',
    'export const a = 1',
  ],
  ...[
    '&amp;',
    '&#35;',
    '&',
    '&lt',
    '\\',
    '\\\\',
    '\\|',
    '|',
    'a|b',
    '| a |\n| - |',
    'http://a.b',
    'see https://a.b/c_d_e?f=*g*.',
    'www.a.b',
    'a@b.co',
    'mailto:a@b.c',
    '@you',
    'HTTP://A.B|`x`',
  ],
  ...['\0', '\u202e', '\u2028', '\ufeff', '\u001b[31m', '\r\n', '  ', ' a ', 'a  \nb', 'a\\\nb', '日本 😀', 'snake_case _x', 'R&D'],
];
const text = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.tuple(fc.constantFrom(...HOSTILE), fc.constantFrom(...HOSTILE)).map((pair) => pair.join('')),
  fc.string({ unit: fc.constantFrom(...'\\`*_{}[]()<>#+-.!|~$&;:@^="\'/ \n\t1aw'), maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
);

/** What a reader sees of text that we wrote: Markdown drops spaces at the ends and in front of code no more than we do. */
const seen = (raw: string) => oneLine(raw).trim();
const texts = (node: Node): string => node.value ?? (node.children ?? []).map(texts).join('');
const types = (node: Node): string[] => [node.type, ...(node.children ?? []).flatMap(types)];
const found = (node: Node, type: string): Node[] => [
  ...(node.type === type ? [node] : []),
  ...(node.children ?? []).flatMap((child) => found(child, type)),
];

describe.each(PARSERS)('read by a real parser of %s', (_, parse) => {
  /** Checks that the only kinds of node are these and that the text is what went in. */
  const isJust = (markdown: string, raw: string, kinds: readonly string[]) => {
    const tree = parse(markdown);
    expect(types(tree).filter((type) => ![...kinds, 'root', 'text', 'inlineCode'].includes(type))).toEqual([]);
    expect(texts(tree).replace(/ +/g, ' ')).toBe(seen(raw));
  };

  it.each(HOSTILE)('%j is only text', (raw) => {
    isJust(paragraph(raw), raw, ['paragraph']);
    isJust(heading(2, raw), raw, ['heading']);
    isJust(list([raw]), raw, ['list', 'listItem', 'paragraph']);
    isJust(table(['h'], [[raw]]), `h${seen(raw)}`, ['table', 'tableRow', 'tableCell']);
  });

  it('text is only text, wherever it stands', () => {
    fc.assert(
      fc.property(text, (raw) => {
        isJust(paragraph(raw), raw, ['paragraph']);
        isJust(paragraph('x ', raw, ' y'), `x ${oneLine(raw)} y`.replace(/ +/g, ' '), ['paragraph']);
        isJust(heading(2, raw), raw, ['heading']);
        isJust(list([raw, raw], 'numbers'), seen(raw) + seen(raw), ['list', 'listItem', 'paragraph']);
      }),
      { numRuns: 600 },
    );
  });

  it('a table keeps its shape and its cells', () => {
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 2, maxLength: 2 }), { maxLength: 4 }), (rows) => {
        const tree = parse(table(['a', 'b'], rows));
        const read = found(tree, 'tableRow').map((row) => found(row, 'tableCell').map(texts));
        expect(read).toEqual([['a', 'b'], ...rows.map((row) => row.map(seen))]);
        expect(tree.children?.length).toBe(1);
      }),
      { numRuns: 300 },
    );
  });

  it('a code span holds its text, in a line and in a cell', () => {
    fc.assert(
      fc.property(text, (raw) => {
        fc.pre(codeSpan(raw) !== '');
        const tree = parse(paragraph('x ', code(raw), ' y'));
        expect(found(tree, 'inlineCode').length).toBe(1);
        const cell = found(parse(table(['h'], [[code(raw)]])), 'tableCell')[1]!;
        expect(types(cell).filter((type) => !['tableCell', 'text', 'inlineCode'].includes(type))).toEqual([]);
        // Where both are code, both hold the same.
        if (found(cell, 'inlineCode').length === 1 && !/\\\|/.test(raw)) expect(texts(cell)).toBe(texts(found(tree, 'inlineCode')[0]!));
      }),
      { numRuns: 300 },
    );
  });

  it('a fence holds its text and ends', () => {
    fc.assert(
      fc.property(text, text, (raw, language) => {
        const tree = parse(document(fence(raw, language), paragraph('after')));
        expect(tree.children?.map((child) => child.type)).toEqual(['code', 'paragraph']);
        expect(tree.children?.[0]?.value).toBe(raw.toWellFormed().replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd').replace(/\n$/, ''));
      }),
      { numRuns: 300 },
    );
  });

  it('a task holds its line and its blocks, and nothing gets out of it', () => {
    fc.assert(
      fc.property(text, text, text, (line, command, note) => {
        fc.pre(seen(line) !== '' && seen(note) !== '');
        const tree = parse(document(task(['1', '. ', line], fence(command, 'sh'), paragraph(note)), paragraph('after')));
        expect(tree.children?.map((child) => child.type)).toEqual(['list', 'paragraph']);
        const item = found(tree, 'listItem');
        expect(item.length).toBe(1);
        expect(item[0]?.children?.map((child) => child.type)).toEqual(['paragraph', 'code', 'paragraph']);
        expect(item[0]?.children?.[1]?.value).toBe(
          command.toWellFormed().replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd').replace(/\n$/, ''),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('a link has its label and only a target that we would link', () => {
    fc.assert(
      fc.property(
        text,
        fc.oneof(
          text,
          text.map((path) => `/a/${path}`),
          text.map((path) => `https://a.b/${path}`),
        ),
        (label, target) => {
          const tree = parse(paragraph('x! ', link(label, target), ' y'));
          const links = found(tree, 'link');
          const linked = linkTarget(target) !== undefined && seen(label) !== '';
          expect(links.length).toBe(linked ? 1 : 0);
          if (linked) expect(texts(links[0]!)).toBe(seen(label));
          expect(types(tree).filter((type) => !['root', 'paragraph', 'text', 'inlineCode', 'link'].includes(type))).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the text', () => {
  it('stays readable', () => {
    expect(escapeText('snake_case, R&D (a-b), 1.2.3 & "x": ok!')).toBe('snake_case, R&D (a-b), 1.2.3 & "x": ok!');
  });

  it('writes addresses as code', () => {
    expect(escapeText('see http://a.b/c, or me@a.b.')).toBe('see `http://a.b/c`, or `me@a.b`.');
  });

  it('takes no shortcut that changes a text', () => {
    const word = fc.constantFrom(
      ...[
        'a',
        'Z',
        '7',
        '12.',
        '3)',
        'import',
        'export',
        ': ',
        ':a',
        '…',
        'www.',
        'WWW.',
        '://',
        '@',
        '-',
        '“',
        '”',
        '’',
        '–',
        '(',
        ')',
        '%',
        '?',
        "'",
      ],
      ...[' ', '  ', '.', ',', ';', '*', '_', '&', '#', '|', '=', '+', ':', '\n', '\u200b', 'é', '/', '//', '\\', '`', '~', '\ud800'],
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        const text = words.join('');
        expect(escapeText(text)).toBe(escapeAny(text));
        expect(codeSpan(text)).toBe(codeSpanOfAny(text));
        expect(linkTarget(text)).toBe(linkTargetOfAny(text));
      }),
      { numRuns: 20_000 },
    );
  });

  it('joins the blocks of a document', () => {
    const row: Content[] = [code('a|b'), link('x', '/y/')];
    const blocks = [
      heading(1, ['Media ', code('x')]),
      paragraph('Note ', link('a', '/b c')),
      table(['a', 'b'], [row, ['only']]),
      fence('a```b', 'yaml'),
    ];
    expect(document(...blocks)).toBe(
      [
        '# Media `x`',
        '',
        'Note [a](/b%20c)',
        '',
        '| a | b |',
        '| --- | --- |',
        '| `a\\|b` | [x](/y/) |',
        '| only |  |',
        '',
        '````yaml',
        'a```b',
        '````',
        '',
      ].join('\n'),
    );
  });
});

it.each([
  ['/services/a b/', '/services/a%20b/'],
  ['#frag', '#frag'],
  ['../a.md', '../a.md'],
  ['https://a.b/?q=1&amp=2', 'https://a.b/?q=1&amp;amp=2'],
  ['https://a.b/(x)<y>`{z}|', 'https://a.b/%28x%29%3Cy%3E%60%7Bz%7D%7C'],
  ['/ü%20%', '/%C3%BC%20%25'],
  ['mailto:a@b.c', 'mailto:a@b.c'],
  ['javascript:alert(1)', undefined],
  [' JavaScript:alert(1)', undefined],
  ['java\nscript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['//evil.example', undefined],
  ['\\\\evil.example', undefined],
  ['', undefined],
])('the target %j becomes %j', (target, href) => {
  expect(linkTarget(target)).toBe(href);
});
