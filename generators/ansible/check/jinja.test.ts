import { describe, expect, it } from 'vitest';
import { namesInExpression, namesInTemplate } from './read/jinja.ts';

const reads = (text: string) => namesInTemplate(text).reads.map(({ name }) => name);

describe('the names that a template reads', () => {
  it.each([
    ['a plain text', []],
    ['{{ a }} and {{ b.c.d }}', ['a', 'b']],
    ["{{ a['b'] }} {{ a[b] }}", ['a', 'a', 'b']],
    ['{{ a | ansible.builtin.combine(b, recursive=true) | join(sep) }}', ['a', 'b', 'sep']],
    ['{{ a is defined and b is not none and c is ansible.builtin.version(d, strict=e) }}', ['a', 'b', 'c', 'd', 'e']],
    ['{{ {"k": v, k2: w} }}', ['v', 'k2', 'w']],
    ['{{ "}} {{ no }}" ~ yes_ }}', ['yes_']],
    ['{% raw %}{{ no }}{% endraw %}{{ yes_ }}', ['yes_']],
    ['{# {{ no }} #}{{ yes_ }}', ['yes_']],
    ['{%- for one in many if one.good -%}{{ loop.index }}{{ one }}{% endfor %}', ['many', 'one', 'loop', 'one']],
    ['{% set x = y %}{{ x }}', ['y', 'x']],
    ['{{ lookup("ansible.builtin.env", name) }}', ['lookup', 'name']],
    ['{{ a == b }} {{ f(c=d) }} {{ 1.5e3 + g }}', ['a', 'b', 'f', 'd', 'g']],
    ['{{ x -}}', ['x']],
    ['{% macro m(p, q=r) %}{% endmacro %}', ['m', 'p', 'r']],
  ])('%s', (text, names) => expect(reads(text)).toEqual(names));

  it('are told apart from those that it makes', () => {
    expect([...namesInTemplate('{% for k, v in m %}{% endfor %}{% set a = 1 %}{% macro m2(p, q=1) %}{% endmacro %}').makes]).toEqual([
      'k',
      'v',
      'loop',
      'a',
      'm2',
      'p',
      'q',
    ]);
  });

  it('have the line on which they stand', () => {
    expect(namesInTemplate('one\n{{ a\n | combine(b) }}\n{% if c %}').reads.map(({ line }) => line)).toEqual([1, 2, 3]);
  });
});

it('a guard belongs to the name that it stands beside, not to one of whose attributes it speaks', () => {
  const guarded = (text: string) =>
    namesInExpression(text)
      .reads.filter((each) => each.guarded)
      .map(({ name }) => name);
  expect(guarded('a | default(b) and c is not defined and d.e | default(1) and f[0] is defined')).toEqual(['a', 'c']);
});

it.each(['{{ a', '{% trans %}', '{% call(x) m(y) %}', '{{ a ? b }}'])('what is not understood is said: %s', (text) => {
  expect(namesInTemplate(text).fault).toBeTruthy();
});
