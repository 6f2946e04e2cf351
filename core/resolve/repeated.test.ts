import { describe, expect, it } from 'vitest';
import { systems } from '../../registry/systems.gen.ts';
import { readBase } from '../../tests/bad/cases.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { loadSources } from '../load.ts';
import { rememberMistakes } from './repeated.ts';

/** Code and place of everything that is wrong with a service of this project, and with what else the inventory has. */
function found(compose: string, more = ''): readonly string[] {
  const text = `title: App\nruns-on: one\ncompose:\n${compose.replace(/^(?=.)/gm, '  ')}`;
  const files = [
    { path: 'inventory/base.yaml', text: readBase() },
    { path: 'inventory/services/app.yaml', text },
    { path: 'inventory/more.yaml', text: more },
  ];
  const result = loadSources(files, systems);
  return (result.ok ? result.warnings : result.diagnostics).map(({ code, at }) => `${code} ${at?.line}:${at?.col}`);
}

describe('a mistake that is repeated', () => {
  it.each([
    ['an alias', '{ a: *c, b: *c, c: *c }'],
    ['a merge key', '{ a: { <<: *c }, b: { <<: *c, user: "1" }, c: { <<: [{ user: "2" }, *c] } }'],
  ])('by %s is reported once, at its anchor', (_, services) => {
    expect(found(`x-common: &c { image: app }\nservices: ${services}\n`)).toEqual(['image-untagged 4:25']);
  });

  it('by an alias of a list is reported once for each of its items', () => {
    const volumes = `x-files: &v ["/srv/a:/a", "/srv/b:/b:ro", "/srv/c:/c"]\n`;
    const container = '{ image: "app:1", volumes: *v }';
    expect(found(`${volumes}services: { a: ${container}, b: ${container}, c: ${container} }\n`)).toEqual([
      'no-backup-decision 4:16',
      'no-backup-decision 4:45',
    ]);
  });

  it('by an alias is one when it has no way out to tell, too', () => {
    const common = 'x-common: &c { image: "app:1", init: [1] }\n';
    expect(found(`${common}services: { a: *c, b: { <<: *c }, c: *c }\n`)).toEqual(['compose-invalid 4:40']);
  });

  it('by an alias in the inventory itself is one', () => {
    const more =
      'services:\n  b: { title: B, runs-on: one, ports: &p [{ port: 1, wat: x }] }\n  c: { title: C, runs-on: one, ports: *p }\n';
    expect(found('services: { a: { image: "app:1" } }\n', more)).toEqual(['unknown-key 2:54']);
  });

  it('by hand in two places is two', () => {
    expect(found('services:\n  a: { image: app }\n  b: { image: app }\n')).toEqual(['image-untagged 5:17', 'image-untagged 6:17']);
  });

  it('is another one where an override of the anchor brings it in', () => {
    expect(found('x-common: &c { image: app }\nservices: { a: *c, b: { <<: *c, image: other } }\n')).toEqual([
      'image-untagged 4:25',
      'image-untagged 5:42',
    ]);
  });

  it('never hides a second mistake of the same place', () => {
    const common = 'x-common: &c { image: "app:1", healthcheck: { interval: [], timeout: [] } }\n';
    expect(found(`${common}services: { a: *c, b: *c }\n`).length).toBe(2);
    const configs = 'configs: { x: {}, y: {} }\nservices: { a: { image: "app:1", configs: [{ mode: 1 }, { uid: "1" }] } }\n';
    expect(found(configs).length).toBeGreaterThanOrEqual(2);
  });

  it('is none of one place in the data that has two, though both have the same way out', () => {
    const at = { file: 'inventory/lab.yaml', line: 1, col: 1, endLine: 1, endCol: 2 };
    const clash = (other: string): Diagnostic => ({
      code: 'port-clash',
      severity: 'error',
      message: `With ${other}.`,
      at,
      hint: 'Move it.',
    });
    const isRepeated = rememberMistakes();
    expect([isRepeated(clash('a'), 'x'), isRepeated(clash('b'), 'x'), isRepeated(clash('b'), 'y')]).toEqual([false, false, true]);
  });
});
