import { beforeAll, describe, expect, it } from 'vitest';
import { systems } from '../../registry/systems.gen.ts';
import { LABS } from '../../tests/labs/labs.ts';
import type { SystemParts } from '../contract.ts';
import type { SourceFile } from '../parse/source-file.ts';
import { renderLab } from '../pipeline.ts';
import type { WantedFile } from '../plan/change.ts';
import { appendOverride } from './append-override.ts';
import { saidLines } from './said-lines.ts';

const files = new Map<string, WantedFile>();
beforeAll(async () => {
  for (const { inventoryDir } of LABS) {
    const rendered = await renderLab(inventoryDir, systems);
    if (rendered.ok) for (const file of rendered.value.files) files.set(file.path, file);
  }
});

const override = (text: string): SourceFile => ({ path: 'inventory/overrides/x', text });
const target = (path: RegExp): WantedFile => {
  const found = [...files.values()].find((file) => path.test(file.path));
  if (!found) throw new Error(`no lab has a file ${path}`);
  return found;
};
const additionsOf = ({ additions = [] }: SystemParts) => additions;
const additionOf = (file: WantedFile) =>
  systems
    .filter(({ id }) => id === file.generator)
    .flatMap(additionsOf)
    .find(({ match }) => match.test(file.path));
const append = (path: RegExp, text: string) => {
  const file = target(path);
  const result = appendOverride(file, override(text), additionOf(file));
  return result.ok ? result.value : result.diagnostics.map(({ code, at, hint }) => `${code} ${at?.line}:${at?.col} ${hint}`);
};

describe('lines for a file that is no YAML', () => {
  it('stand at its end, under where they come from', () => {
    const { content } = target(/dnsmasq\/rackbook\.conf/);
    expect(append(/dnsmasq\/rackbook\.conf/, '# The television asks too often.\r\nmin-cache-ttl=60\r\n')).toEqual(
      `${content}\n# From inventory/overrides/x.\n# The television asks too often.\nmin-cache-ttl=60\n`,
    );
  });

  it.each([
    ['nothing but a comment', /dnsmasq\/rackbook\.conf/, '# nothing at all\n', /^override-invalid 1:1 Remove the file/],
    ['no section', /\.service$/, '# slow disk\nNice=5\n', /^override-invalid 2:1 Write it like this: \[Unit\]⏎ /],
    ['no clause', /unbound\/rackbook\.conf/, '# a test\n\nlog-queries: yes\n', /^override-invalid 3:1 Write it like this: server:/],
    ['another table', /rackbook\.nft$/, '# a test\nflush ruleset\n', /^override-invalid 2:1 Write it like this: insert rule/],
    [
      'a second command behind a rule',
      /rackbook\.nft$/,
      '# a test\ninsert rule inet rackbook input accept; flush ruleset\n',
      /^override-invalid 2:1 Write it like this: insert rule/,
    ],
    [
      'another table behind the comment sign of another format',
      /rackbook\.nft$/,
      '# a test\n;flush ruleset\n',
      /^override-invalid 2:1 Write it like this: insert rule/,
    ],
    [
      'a second command behind a continued line',
      /rackbook\.nft$/,
      'insert rule inet rackbook arriving accept \\\n; flush ruleset\n',
      /^override-invalid 1:1 Write all of it in one line/,
    ],
    ['a continued line of a unit', /\.service$/, '[Service]\r\nNice=5 \\\r\nUser=root\r\n', /^override-invalid 2:1 Write all of it/],
    ['a continued last line', /dnsmasq\/rackbook\.conf/, 'min-cache-ttl=60\\ \t\n', /^override-invalid 1:1 Write all of it/],
    ['a line that only systemd ends', /\.service$/, '# a test\rUser=root\n[Unit]\n', /^override-invalid 1:1 Take it out/],
    ['no clause behind a comment of systemd', /unbound\/rackbook\.conf/, '; a test\nserver:\n', /^override-invalid 1:1 Write it like/],
    ['a blank that is no blank', /rackbook\.nft$/, '\u00a0# a test\n', /^override-invalid 1:1 Write it like this: insert rule/],
    ['a secret', /dnsmasq\/rackbook\.conf/, `# a test\npassword=${['9fK2', 'xQ7v', 'Lm3Z', 'p8Wt'].join('')}\n`, /^secret-literal 2:1 /],
    ['a format without a place for them', /up\.sh$/, '# a test\ntrue\n', /^override-invalid 1:1 Remove it\..* --release infra\/compose/],
  ])('are refused with %s, and say what to do', (_, path, text, said) => {
    expect(append(path, text)).toEqual([expect.stringMatching(said)]);
  });

  it('have the comments of their format, and any other line says something', () => {
    const marked = systems.flatMap(additionsOf).map((addition) => {
      const text = `; a\n # b\n\t\n${addition.example}`;
      const [first] = saidLines(override(text), addition);
      return [addition.match.source, first?.line];
    });
    const units = marked.filter(([, first]) => first?.startsWith('['));
    expect(units.map(([match]) => match).filter((match) => !/service|timer|network|netdev/.test(match ?? ''))).toEqual([]);
    expect(units.length).toBeGreaterThan(6);
    expect(new Set(marked.filter((each) => !units.includes(each)).map(([, first]) => first))).toEqual(new Set(['; a']));
  });

  it('have an example that is taken, of each system that takes any', () => {
    const examples = systems.flatMap(additionsOf);
    expect(examples.length).toBeGreaterThan(9);
    for (const addition of examples) {
      const text = `${addition.example}\n`;
      expect([addition.match, appendOverride(target(addition.match), override(text), addition).ok]).toEqual([addition.match, true]);
    }
  });
});
