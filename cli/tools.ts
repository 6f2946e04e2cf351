/** The command `npm run tools`: installs the programs that judge what Rackbook generates. */

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { catalog, isToolId, type ToolId, toolOf } from '../registry/catalog.ts';
import { takeLock } from '../tools/install/lock.ts';
import { installTool } from '../tools/install/one.ts';
import type { InstallOutcome } from '../tools/install/outcome.ts';
import { clearScratch } from '../tools/install/store.ts';
import { toolsHome } from '../tools/places.ts';
import { failInSentences } from './cut-off.ts';

const HELP = `Installs the real tools that Rackbook checks its output with, into .rackbook/tools.

Usage: npm run tools [-- options] [tool…]

Without names, all of them, less what Rackbook has no source for. A tool that is here already, or on the PATH in a version that
will do, is left as it is.

${catalog.map((tool) => `  ${tool.id.padEnd(18)}${tool.title} ${tool.wanted}`).join('\n')}

Options:
  --help    show this

Exit codes: 0 all there, 1 something could not be installed, 2 wrong usage.
`;

failInSentences();
process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const asked = read(args);
  if (asked === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  if (asked === undefined) return 2;

  const lock = await takeLock(join(toolsHome, 'install.lock'));
  if (typeof lock === 'number') {
    process.stderr.write(`Another install is running (process ${lock}). Wait for it, then run this again.\n`);
    return 1;
  }
  try {
    await clearScratch();
    const { named } = asked;
    let failed = false;
    for (const id of asked.ids) {
      const outcome = await installTool(toolOf(id), (what) => process.stderr.write(`${id}: ${what} …\n`));
      process.stdout.write(`${id.padEnd(18)}${inWords(outcome)}\n`);
      failed ||= outcome.kind === 'cannot' || (outcome.kind === 'elsewhere' && named);
    }
    return failed ? 1 : 0;
  } finally {
    await clearScratch();
    await lock();
  }
}

interface Asked {
  ids: ToolId[];
  /** False when all tools are meant. */
  named: boolean;
}

function read(args: string[]): Asked | 'help' | undefined {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { help: { type: 'boolean', short: 'h' } } });
    if (values.help === true) return 'help';
    const unknown = positionals.filter((text) => !isToolId(text));
    if (unknown.length > 0) throw new RangeError(`no such tool: ${unknown.join(', ')}`);
    const ids = positionals.filter(isToolId);
    return ids.length > 0 ? { ids: [...new Set(ids)], named: true } : { ids: catalog.map((tool) => tool.id), named: false };
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${HELP}`);
    return undefined;
  }
}

function inWords(outcome: InstallOutcome): string {
  switch (outcome.kind) {
    case 'installed':
      return `installed       ${outcome.version} (${outcome.seconds.toFixed(1)} s)${outcome.passedOver.map((why) => `; not from ${why}`).join('')}`;
    case 'already-there':
      return `already there   ${outcome.version} (${outcome.where})`;
    case 'elsewhere':
      return `left out        Rackbook has no source for it; it comes from ${outcome.where}`;
    case 'cannot':
      return `cannot: ${outcome.reason}`;
    default:
      return outcome satisfies never;
  }
}
