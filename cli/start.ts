import { once } from 'node:events';
import { readArguments } from './arguments.ts';
import { runCommand } from './run-script.ts';
import { serveOptions } from './serve-options.ts';
import { buildSite, serveSite } from './site.ts';

const { values, root, inventoryDir } = readArguments({
  usage: 'npm start --',
  summary: 'Generates, looks at the lab, builds the site, serves it and prints its address.',
  ...serveOptions,
});

process.exitCode = await main();

async function main(): Promise<number> {
  const where = ['--root', root, '--inventory', inventoryDir];
  for (const step of ['gen.ts', 'status.ts']) {
    const code = await runCommand(step, where);
    if (code !== 0) return code;
  }
  await buildSite({ root, inventoryDir });
  const site = await serveSite({ root, inventoryDir }, values.host ?? '127.0.0.1', Number(values.port ?? 4321));
  process.stdout.write(`\n  ${site.url}\n\nNo lab at hand? npm run demo plays one. Ctrl-C ends the server.\n`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await site.stop();
  return 0;
}
