import fc from 'fast-check';

/** What ends, opens or means something in one format or another. The commands are harmless and leave a trace. */
export const PIECES: readonly string[] = [
  ...['"', "'", '`', '\\', '\\"', "\\'", '\\n', "'\\''", '"""', "'''", '""', "''"],
  ...['$', '$$', '$$$', '${HOME}', '$HOME', '${HOME:-x}', '$${HOME}', '${', '$(touch PWNED)', '`touch PWNED`', '${var.x}', '%{ if true }'],
  ...['; touch PWNED #', '| touch PWNED', '&& touch PWNED', '& touch PWNED', '> PWNED', '*', '?', '~', '!x', '-rf', '--', '- '],
  ...['{{ env "HOME" }}', '{{', '}}', '{{{', '{{`', '`}}', '{{- ', '{', '}', '[', ']', '%{', '%%{', '{% x %}'],
  ...['-->', '<!--', '#', ' #', '# ', '//', '/*', '*/', '---', '...', '<<EOT', '<<: *x', '%YAML 1.1'],
  ...[': ', ':', ', ', ',', '&a ', '*a', '!!str ', '| ', '|', '>', '? ', '@', '=', ' ', '  ', '.', '..', '/', '/../'],
  ...['null', 'yes', 'off', '~', '1e3', '0x1f', '22:22', '0o7', '.inf', '2026-01-01'],
  ...[
    '\n',
    '\r\n',
    '\r',
    '\t',
    '\0',
    '\x07',
    '\x1b[31m',
    '\x7f',
    '\x85',
    '\u2028',
    '\u2029',
    '\u202e',
    '\u2066',
    '\ufeff',
    '\u00a0',
    '\u200b',
  ],
  ...['\n# x', '\n---\n', '\ntouch PWNED\n', '\n  evil: true\n', '\nEOT\n', '\n}\n', '\n- x'],
  ...['é', 'e\u0301', '日本', '😀', '👨\u200d👧', 'a', 'Z9', 'x'.repeat(400)],
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
);

/** Every piece at least once, in more places than one. */
export function everyPiece(count: number, shift: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const piece = PIECES[(index * 7 + shift) % PIECES.length] ?? '';
    return `a${piece}b${PIECES[(index + shift) % PIECES.length]}`;
  });
}
