import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import type { ZodType } from 'zod';
import type { Checker } from './checker.ts';

/** Reads YAML files by a schema of our own, for a program that cannot be asked or that takes too much. */
export function ownSchemaChecker(id: string, title: string, schema: ZodType): Checker {
  return {
    id,
    title,
    ourReading: true,
    check: (files, { root }) =>
      Promise.all(
        files.map(async ({ path }) => {
          const fault = faultOf(await readFile(join(root, path), 'utf8'), schema);
          return { path, ok: fault === undefined, detail: fault ?? '' };
        }),
      ),
  };
}

function faultOf(text: string, schema: ZodType): string | undefined {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) return error.message;
  return schema
    .safeParse(document.toJS())
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    .join('\n');
}
