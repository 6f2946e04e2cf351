import { expect, it } from 'vitest';
import type { Diagnostic, Span } from '../diagnostic.ts';
import { diagnosticsJson, printDiagnostics } from './print-diagnostics.ts';

const at = (file: string, line: number, col: number, endCol: number): Span => ({ file, line, col, endLine: line, endCol });
const HOSTS = 'inventory/hosts.yaml';
const sources = new Map([[HOSTS, 'nas:\n  network: servres\nnas:\n']]);
const UNKNOWN: Diagnostic = {
  code: 'unknown-reference',
  severity: 'error',
  message: 'hosts.nas.network is "servres", which no network declares.',
  at: at(HOSTS, 2, 12, 19),
  hint: 'Did you mean "servers"?',
};
const TWICE: Diagnostic = {
  code: 'duplicate-key',
  severity: 'error',
  message: 'hosts.nas is there twice.',
  at: at(HOSTS, 3, 1, 4),
  related: [{ at: at(HOSTS, 1, 1, 4), message: 'The first is here:' }],
};
const UNTAGGED: Diagnostic = {
  code: 'image-untagged',
  severity: 'warning',
  message: 'No \u001b[2Jtag.',
  at: at('inventory/x\n.yaml', 1, 1, 2),
};

it('prints errors first, by place, with frames, related places and hints', () => {
  expect(printDiagnostics([UNTAGGED, TWICE, UNKNOWN], { sources })).toBe(
    `error[unknown-reference] hosts.nas.network is "servres", which no network declares.
  inventory/hosts.yaml:2:12
    1 | nas:
  > 2 |   network: servres
      |            ^^^^^^^
    3 | nas:
  hint: Did you mean "servers"?

error[duplicate-key] hosts.nas is there twice.
  inventory/hosts.yaml:3:1
    2 |   network: servres
  > 3 | nas:
      | ^^^
  The first is here:
  inventory/hosts.yaml:1:1
  > 1 | nas:
      | ^^^
    2 |   network: servres

warning[image-untagged] No ␛[2Jtag.
  inventory/x␊.yaml:1:1

2 errors, 1 warning in 2 files.
`,
  );
});

it('prints nothing for nothing', () => {
  expect(printDiagnostics([], { sources })).toBe('');
});

it('counts what is over the limit', () => {
  const bare: Diagnostic = { code: 'inventory-empty', severity: 'error', message: 'Nothing is declared.' };
  expect(printDiagnostics([bare, bare, bare], { sources, limit: 1 })).toBe(
    'error[inventory-empty] Nothing is declared.\n\n… and 2 more.\n\n3 errors.\n',
  );
});

it('colours only when asked', () => {
  expect(printDiagnostics([UNKNOWN], { sources })).not.toContain('\u001b');
  const colored = printDiagnostics([UNKNOWN], { sources, color: true });
  expect(colored.startsWith('\u001b[31merror[unknown-reference]\u001b[0m \u001b[1mhosts')).toBe(true);
});

it('has a shape for programs', () => {
  expect(diagnosticsJson([UNTAGGED, UNKNOWN])).toEqual({
    schema: 'rackbook/diagnostics/1',
    ok: false,
    errors: 1,
    warnings: 1,
    diagnostics: [UNKNOWN, UNTAGGED],
  });
  expect(diagnosticsJson([UNTAGGED])).toMatchObject({ ok: true, errors: 0, warnings: 1 });
});
