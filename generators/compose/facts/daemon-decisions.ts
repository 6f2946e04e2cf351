import type { Decision } from '../../../core/contract.ts';
import { decisionsAt } from '../../../core/policy/decisions-at.ts';

/** Settings of the engine that change neither what it lets in, nor where its networks, images and logs are. */
const QUIET: Readonly<Record<string, RegExp>> = {
  'live-restore': /^/,
  'log-driver': /^"(json-file|local)"$/,
  'log-opts compress': /^/,
  'log-opts max-file': /^/,
  'log-opts max-size': /^/,
  'max-concurrent-downloads': /^/,
  'max-concurrent-uploads': /^/,
};

/** What a `daemon.json` decides, by setting. */
export function daemonDecisions(value: unknown): readonly Decision[] {
  return decisionsAt(value, 2).filter(({ id, says }) => !(Object.hasOwn(QUIET, id) && QUIET[id]?.test(says)));
}
