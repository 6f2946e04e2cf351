import type { Checker } from '../../../tools/verify/checker.ts';
import { provider } from '../tool.ts';
import { byFolder, faultsOf } from './terraform-folder.ts';
import { workspace } from './terraform-workspace.ts';

/** `terraform validate` with the real provider, which knows every attribute, its type, and of many what it may be. */
export const terraformValidateChecker: Checker = {
  id: 'proxmox-validate',
  title: 'Terraform with the provider of Proxmox VE',
  needs: provider,
  alsoNeeds: ['terraform'],
  check: (files, context) =>
    byFolder(files, context, async (folder, options) => {
      const lab = await workspace(folder, options);
      if (!('folder' in lab)) return { faults: faultsOf(lab), took: '' };
      try {
        const answer = await lab.terraform(['validate', '-json']);
        return { faults: answer.code === 0 ? [] : faultsOf(answer), took: '' };
      } finally {
        await lab.end();
      }
    }),
};
