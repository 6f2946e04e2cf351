import { expect, it } from 'vitest';
import type { WantedFile } from '../plan/change.ts';
import { printBlocked } from './print-blocked.ts';

const file = (path: string): WantedFile => ({ path, content: 'a: 1\n', mode: 0o644, generator: 'compose', about: [] });
const base = { generator: 'compose', disk: 'x' };
const read = () => 'a: 2\n';

it('shows the difference and three ways out of a hand-edited file', () => {
  const path = 'infra/app/compose.yaml';
  expect(printBlocked([{ kind: 'hand-edited', path, file: file(path), ...base }], { read })).toBe(
    `hand-edited infra/app/compose.yaml was changed by hand. Lines with + are in the file, lines with - would be generated:
--- a/infra/app/compose.yaml
+++ b/infra/app/compose.yaml
@@ -1,1 +1,1 @@
-a: 1
+a: 2
  - npm run gen -- --take-back infra/app/compose.yaml      overwrite it; a copy stays in .rackbook/backup/
  - say the difference in inventory/overrides/app/compose.yaml, then --take-back
  - npm run gen -- --release infra/app/compose.yaml      leave the file to you from now on

1 file in the way; nothing was written.
`,
  );
});

it('offers no override where none can be', () => {
  const path = 'infra/my file.conf';
  expect(printBlocked([{ kind: 'foreign', path, file: file(path), ...base }], { read: () => undefined })).toBe(
    `foreign infra/my file.conf exists and was not made by gen. Lines with + are in the file, lines with - would be generated:
  - npm run gen -- --take-back 'infra/my file.conf'      overwrite it; a copy stays in .rackbook/backup/
  - npm run gen -- --release 'infra/my file.conf'      leave the file to you from now on

1 file in the way; nothing was written.
`,
  );
});

it('says what is no longer generated, and what cannot be written', () => {
  const text = printBlocked(
    [
      { kind: 'hand-edited', path: 'infra/a', ...base },
      { kind: 'unsafe', path: 'infra/b/c', generator: 'dns', problem: 'symlink', at: 'infra/b' },
    ],
    { read },
  );
  expect(text).toBe(
    `hand-edited infra/a was changed by hand and is no longer generated.
  - npm run gen -- --take-back infra/a      delete it; a copy stays in .rackbook/backup/
  - npm run gen -- --release infra/a      leave the file to you from now on

unsafe infra/b/c cannot be written: infra/b is a symlink.
  - remove or move infra/b
  - npm run gen -- --release infra/b/c      leave the file to you from now on

2 files in the way; nothing was written.
`,
  );
});

it('prints nothing for nothing', () => {
  expect(printBlocked([], { read })).toBe('');
});

it('names ways out that are open in the middle of a merge', () => {
  const text = printBlocked([{ kind: 'hand-edited', path: 'infra/a', ...base }], { read, resolving: true });
  expect(text.match(/npm run gen .*infra\/a/g)).toEqual([
    'npm run gen -- --resolve --take-back infra/a',
    'npm run gen -- --resolve --release infra/a',
  ]);
});
