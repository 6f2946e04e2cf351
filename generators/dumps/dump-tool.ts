import type { DumpTool } from '../../core/roles/dump-tool.ts';
import { dumpCommand, loadCommand } from './runbooks/database-commands.ts';

export const dumpTool = {
  // Images that are, or are built on, the official ones.
  databases: [
    {
      engine: 'postgres',
      image: /(^|\/)(postgres|postgis|timescaledb(-ha)?|pgvector|pgvecto-rs|pgautoupgrade)(:|@)/,
      files: /^\/var\/lib\/postgresql(\/|$)/,
    },
    { engine: 'mariadb', image: /(^|\/)mariadb(:|@)/, files: /^\/var\/lib\/mysql$/ },
    { engine: 'mysql', image: /(^|\/)mysql(:|@)/, files: /^\/var\/lib\/mysql$/ },
  ],
  dump: (database) => ({ run: dumpCommand(database), seen: '“Dumped”, and how large it is' }),
  load: (database, file) => ({
    run: loadCommand(database, ...(file === undefined ? [] : [file])),
    shows: ['Loaded'],
    seen: '“Loaded”, the file and how large it is',
  }),
} as const satisfies DumpTool;
