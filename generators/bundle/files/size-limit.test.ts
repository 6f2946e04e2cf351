import { expect, it } from 'vitest';
import type { Model } from '../../../core/contract.ts';
import { loadSources } from '../../../core/load.ts';
import { systems } from '../../../registry/systems.gen.ts';
import { tooLarge } from './size-limit.ts';

const MIB = 1024 * 1024;
const file = (path: string, bytes: number) => ({ path, content: new Uint8Array(bytes), executable: false });

function labWith(options: string): Model {
  const lab = loadSources([{ path: 'inventory/lab.yaml', text: `lab: { title: A, domain: a.example.net }\n${options}` }], systems);
  if (!lab.ok) throw new Error(JSON.stringify(lab.diagnostics));
  return lab.value.model;
}

it('takes a bundle up to the limit, to the byte', () => {
  const files = [file('infra/a', 31 * MIB), file('infra/b', MIB)];
  expect(tooLarge(labWith(''), files)).toBeUndefined();
  expect(tooLarge(labWith(''), [...files, file('infra/c', 1)])?.code).toBe('bundle-too-large');
});

it('names the largest files, and a limit that would do', () => {
  const files = [file('infra/small', 100), file('infra/large', 2 * MIB), file('infra/larger', 3 * MIB)];
  const model = labWith('systems: { bundle: { limit: 4 } }\n');
  const { message, hint } = tooLarge(model, files) ?? {};
  expect(message).toContain(
    'would have 5.0 MiB, and its limit is 4 MiB. The largest files are infra/larger (3.0 MiB), infra/large (2.0 MiB)',
  );
  expect(hint).toContain('systems.bundle.limit to 6.');
  expect(tooLarge(labWith('systems: { bundle: { limit: 6 } }\n'), files)).toBeUndefined();
});
