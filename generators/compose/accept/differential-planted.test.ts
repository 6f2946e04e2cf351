/** A difference that somebody planted in what is generated is found, of whatever kind it is. */

import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toolOf } from '../../../registry/catalog.ts';
import { findTool, isMissing } from '../../../tools/find.ts';
import type { ComposeDocument } from './test-compose-config.ts';
import { readProjects } from './test-projects.ts';
import { differencesIn, type Pair, readOriginal } from './test-same-meaning.ts';
import { generateProject, writeProject } from './test-trial-lab.ts';

const compose = await findTool(toolOf('docker-compose'));
const argv = isMissing(compose) ? [] : compose.argv;
const root = mkdtempSync(join(tmpdir(), 'rackbook-planted-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe.skipIf(isMissing(compose))('a planted difference', () => {
  const project = readProjects().find(({ id }) => id === 'companions-with-modes');
  const original = join(root, 'a/b/c', project?.id ?? '');
  let pair: Pair;
  let before: ComposeDocument;
  beforeAll(async () => {
    if (!project) throw new Error('the project is gone');
    writeProject(project, original);
    const read = await readOriginal(argv, project, original);
    const generated = await generateProject(project, 'folder', root);
    if (!read.ok || !generated.ok) throw new Error(JSON.stringify({ read, generated }));
    before = read.document;
    pair = { argv, project, original, generated };
  });

  it('is not there at first', async () => {
    expect(await differencesIn(pair, before)).toEqual([]);
  });

  it.each([
    ['another value', 'compose.yaml', (text: string) => text.replace('app:1.4', 'app:1.5'), /^undeclared: services\.app\.image: /],
    [
      'a key that came',
      'compose.yaml',
      (text: string) => text.replace('    image:', '    tty: true\n    image:'),
      /^undeclared: services\.app\.tty: /,
    ],
    [
      'a key that Compose does not know',
      'compose.yaml',
      (text: string) => text.replace('    image:', '    imagee: x\n    image:'),
      /^Compose refuses /,
    ],
    [
      'a decision that is declared and was not taken',
      'compose.yaml',
      (text: string) => text.replace(/ +restart: .*\n/, ''),
      /^declared as added, and is not: services\.app\.restart: /,
    ],
    ['another byte of a companion', 'entry.sh', (text: string) => `${text}\n`, /^file with other content: .*entry\.sh$/],
    ['a dollar in a companion', 'Caddyfile', (text: string) => text.replace('$$', '$'), /^file with other content: .*Caddyfile$/],
  ])('%s', async (_title, file, plant, found) => {
    const path = join(pair.generated.folder, file);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, plant(text));
    const said = await differencesIn(pair, before);
    writeFileSync(path, text);
    expect(said).toEqual([expect.stringMatching(found)]);
  });

  it('another mode, or no file at all', async () => {
    const path = join(pair.generated.folder, 'conf.d/run.sh');
    chmodSync(path, 0o644);
    expect(await differencesIn(pair, before)).toEqual(['file with another mode: conf.d/run.sh']);
    rmSync(path);
    expect(await differencesIn(pair, before)).toEqual(['file that did not come along: conf.d/run.sh']);
  });
});
