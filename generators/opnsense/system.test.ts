import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { generate } from '../../core/generate.ts';
import { loadSources } from '../../core/load.ts';
import { readRuntime } from '../../core/read-runtime.ts';
import { systems } from '../../registry/systems.gen.ts';
import { readHcl } from '../cloudflare/check/hcl-read.ts';

const LAB = readFileSync(join(import.meta.dirname, '../../tests/labs/opnsense/lab.yaml'), 'utf8');
const HOSTILE = '"} resource x y {} %{ if } ${var.x} \\ # /* | ``` <b>\u202e [a](javascript:x) *_';
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSEEN = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]/;

/** The files of the lab in which every title and reason is this text. */
function filesWith(text: string): ReadonlyMap<string, string> {
  const source = LAB.replace(/((?:title|because|summary): )[^,}\n]+/g, (_, key: string) => key + JSON.stringify(text));
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text: source }], systems);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join('\n'));
  const made = generate(loaded.value.model, systems, [], readRuntime);
  if (!made.ok) throw new Error('overrides are not used here');
  return new Map(made.value.filter(({ generator }) => generator === 'opnsense').map(({ path, content }) => [path, content]));
}

/** Everything but descriptions. */
function withoutText(content: string): unknown {
  return JSON.parse(JSON.stringify(readHcl(content), (key, value) => (key === 'description' ? undefined : value)));
}

it('says the same of the lab, whatever people call it', () => {
  const [plain, hostile] = [filesWith('Plain'), filesWith(HOSTILE)];
  expect([...hostile.keys()]).toEqual([...plain.keys()]);
  for (const [path, content] of hostile) {
    expect(content, path).not.toMatch(UNSEEN);
    const other = plain.get(path) ?? '';
    if (path.endsWith('.tf')) expect(withoutText(content), path).toEqual(withoutText(other));
    else
      expect(content.split('\n').map((line) => /^[#|`-]*/.exec(line)?.[0])).toEqual(
        other.split('\n').map((line) => /^[#|`-]*/.exec(line)?.[0]),
      );
  }
});
