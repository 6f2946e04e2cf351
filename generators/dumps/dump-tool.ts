import type { DumpTool } from '../../core/roles/dump-tool.ts';
import { applications } from './known/applications.ts';
import { dumpedDatabases } from './known/dumped.ts';
import { otherDatabases } from './known/others.ts';
import { changePassword } from './runbooks/change-password.ts';
import { dumpCommand, loadCommand } from './runbooks/database-commands.ts';

export const dumpTool = {
  databases: dumpedDatabases,
  undumped: [...otherDatabases, ...applications],
  dump: (database) => ({ run: dumpCommand(database), seen: '“Dumped”, and how large it is' }),
  changePassword,
  load: (database, file) => ({
    run: loadCommand(database, ...(file === undefined ? [] : [file])),
    shows: ['Loaded'],
    seen: '“Loaded”, the file and how large it is',
  }),
} as const satisfies DumpTool;
