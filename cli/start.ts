import { siteAddress } from '../core/published/site-address.ts';
import { readArguments } from './arguments.ts';
import { orRefused } from './or-refused.ts';
import { runCommand } from './run-script.ts';
import { serveOptions } from './serve-options.ts';
import { buildAndServe } from './site.ts';

const { values, root, inventoryDir } = readArguments({
  usage: 'npm start --',
  summary: 'Generates, takes a snapshot of the lab, builds the site, serves it and prints its address.',
  ...serveOptions,
});

process.exitCode = await orRefused(main, 'Nothing was published.');

async function main(): Promise<number> {
  siteAddress(process.env);
  const where = ['--root', root, '--inventory', inventoryDir];
  for (const step of ['gen.ts', 'status.ts']) {
    const code = await runCommand(step, where);
    if (code !== 0) return code;
  }
  await buildAndServe({ root, inventoryDir }, values, 'No lab at hand? npm run demo plays one.');
  return 0;
}
