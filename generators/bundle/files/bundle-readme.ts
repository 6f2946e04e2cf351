import type { Model } from '../../../core/contract.ts';
import type { LeftOutFile } from './bundle-file.ts';
import { leftOutWords } from './left-out-words.ts';

/** What an archive says of itself. It names nothing of the lab but where its repository is, and which files are left out. */
export function bundleReadme({ lab: { recovery } }: Model, leftOut: readonly LeftOutFile[]): string {
  const git = recovery.git ? `  It was made from ${recovery.git.url}.\n` : '';
  const without = leftOut.map(({ path, why }) => `  ${path}\n    ${leftOutWords(why)}\n`).join('');
  return `For the day when the lab is down
================================

disaster-recovery.html
  Opens in any browser, without a network. What is where, the order in which things come back, every runbook, and where each secret is.
  Print it: paper needs no lab.

infra/
  The generated configuration as it was. On a machine it lies where "What is where" in the document says.

inventory/
  What all of it is generated from, without comments. With the code of Rackbook, "npm run gen" makes infra/ from it again${without === '' ? '' : ', but for what is left out below'}.
${git}${without === '' ? '' : `\nLeft out\n${without}`}
No secret is in here. The document says where each one is kept.
`;
}
