import type { SystemChecks } from '../core/contract.ts';
import { CODES } from '../core/diagnostic.ts';

/** Where the codes are explained. */
export const DIAGNOSTICS_PAGE = 'docs/diagnostics.md';

const ROW = /^\| `([a-z0-9-]+)` \|.*\|\n/gm;

/**
 * The page with a row for each code of a system, as its `checks.ts` explains it. Rows of core's codes stay as a person wrote them; a row
 * of a code that no longer exists goes. Rows are sorted by code.
 */
export function withSystemCodes(page: string, systems: readonly { readonly checks?: SystemChecks | undefined }[]): string {
  const rows = [...page.matchAll(ROW)];
  const [first] = rows;
  if (!first) throw new Error(`${DIAGNOSTICS_PAGE} has no row for any code.`);
  const core = new Set<string>(CODES);
  const kept = rows.flatMap(([row, code = '']) => (core.has(code) ? [[code, row] as const] : []));
  const own = systems.flatMap(({ checks }) =>
    Object.entries(checks?.codes ?? {}).map(([code, { what, why }]) => [code, `| \`${code}\` | ${what} | ${why} |\n`] as const),
  );
  const table = [...kept, ...own].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  const rest = page.slice(first.index).replace(ROW, '');
  return `${page.slice(0, first.index)}${table.join('')}${rest}`;
}
