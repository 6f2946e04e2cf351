import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { workerSchema } from '../../generators/crowdsec/worker-schema.ts';
import type { Checker, Verdict } from './checker.ts';

/**
 * Reads the configuration of the bouncer at Cloudflare by a schema of our own: the bouncer's own test takes any key and does not look at
 * routes, ids or durations.
 */
export const workerBouncerChecker: Checker = {
  id: 'worker-bouncer',
  title: 'Worker bouncer, own schema',
  async check(files, { root }) {
    const verdicts: Verdict[] = [];
    for (const { path } of files) {
      const detail = fault(await readFile(join(root, path), 'utf8'));
      verdicts.push({ path, ok: detail === undefined, detail: detail ?? '' });
    }
    return verdicts;
  },
};

function fault(text: string): string | undefined {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) return error.message;
  const result = workerSchema.safeParse(document.toJS());
  return result.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n');
}
