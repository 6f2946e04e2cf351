import fc from 'fast-check';
import type { View, ViewEdge, ViewItem, ViewNode } from './view.ts';

/** Labels that break out of formats when they are not escaped. */
const HOSTILE = [
  'a "quoted" name',
  '`code` and **bold** and _it_',
  'end',
  'click x_a "javascript:alert(1)"',
  '%%{init: {"theme":"dark"}}%%',
  '%% comment',
  'subgraph [x] (y) {z} |pipe|',
  '--> ==> -.->',
  '#35; #quot; &amp; &#x3c;',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  ']]></svg><svg onload=alert(1)>',
  'line one\nline two\r\nthree\u2028four',
  '1. list',
  '- list',
  '+ list',
  '# heading',
  '$$x$$',
  'fa:fa-user icon',
  '::: class @{ shape: rect }',
  '---\ntitle: x\n---',
  'style x fill:#f00;',
  '日本語 العربية 🐳',
  '\u0000\u0007\u001b[31m',
  '\ud800 lone',
  '   ',
  '\\n \\" \\',
  'https://example.net/?a=1&b=<2>',
  'x'.repeat(300),
];

const label = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }),
  fc.string({ minLength: 1, maxLength: 40 }),
);
const id = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
const planned = fc.constantFrom({}, { planned: true as const });
const detail = fc.option(label).map((text) => (text === null ? {} : { detail: text }));
const items = fc.option(
  fc.array(
    fc.tuple(label, detail, planned).map(([text, rest, plan]): ViewItem => ({ label: text, ...rest, ...plan })),
    { minLength: 1, maxLength: 5 },
  ),
);

/** Views of up to eight nodes in up to three groups with any texts at all. */
export const anyView: fc.Arbitrary<View> = fc
  .tuple(
    fc.uniqueArray(id, { minLength: 1, maxLength: 11 }),
    fc.nat({ max: 3 }),
    fc.infiniteStream(fc.tuple(label, detail, items, planned)),
    fc.array(fc.tuple(fc.nat(), fc.nat(), fc.option(label), planned), { maxLength: 8 }),
  )
  .map(([ids, groupCount, things, joins]) => {
    const groupIds = ids.slice(0, Math.min(groupCount, ids.length - 1));
    const shapes = ['box', 'store', 'cloud', 'person', 'note'] as const;
    const next = () => things.next().value!;
    const groups = groupIds.map((groupId, index) => {
      const [text, rest, , plan] = next();
      return { id: groupId, label: text, ...rest, ...plan, ...(index > 1 ? { parent: groupIds[0]! } : {}) };
    });
    const nodes = ids.slice(groupIds.length).map((nodeId, index): ViewNode => {
      const [text, rest, tiles, plan] = next();
      const group = groupIds.length ? { group: groupIds[index % groupIds.length]! } : {};
      return { id: nodeId, label: text, ...rest, ...plan, shape: shapes[index % 5]!, ...group, ...(tiles ? { items: tiles } : {}) };
    });
    const kinds = ['request', 'data', 'backup', 'need', 'metrics'] as const;
    const edges = joins.map(([a, b, text, plan], index): ViewEdge => {
      const ends = { from: nodes[a % nodes.length]!.id, to: nodes[b % nodes.length]!.id };
      return { ...ends, kind: kinds[index % 5]!, ...plan, ...(text === null ? {} : { label: text }) };
    });
    const [title, , ,] = next();
    return { id: 'any', title, description: title, direction: 'right', groups, nodes, edges };
  });
