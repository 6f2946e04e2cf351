import type { StoreIo } from '../../core/roles/secret-store.ts';
import { writeOwnFile } from '../../core/write/own-file.ts';
import { toolsBin } from '../../tools/places.ts';
import { run } from '../../tools/process.ts';

const NO_SUCH_PROGRAM = 127;

/**
 * The world for a store. Its program is the one on the PATH, else the one that `npm run tools` brought. It has no terminal, so that it can
 * take nothing that is meant to be encrypted for an answer to a question.
 */
export function storeIo(root: string, file: string, text: string | undefined): StoreIo {
  const env = { PATH: `${process.env['PATH'] ?? ''}:${toolsBin}` };
  return {
    text,
    root,
    write: async (content) => writeOwnFile(root, file, content, 0o644),
    run: async (program, argv, input) => {
      const { code, stdout, stderr } = await run([program, ...argv], { cwd: root, input, env });
      return code === NO_SUCH_PROGRAM ? undefined : { code, stdout, stderr };
    },
  };
}
