import { once } from 'node:events';
import { watch } from 'node:fs';
import { siteAddress } from '../core/published/site-address.ts';
import { readArguments } from './arguments.ts';
import { runCommand } from './run-script.ts';
import { serveOptions } from './serve-options.ts';
import { astroFor } from './site.ts';

const SETTLE_MS = 150;

const { values, root, inventoryDir } = readArguments({
  usage: 'npm run dev --',
  summary: 'Serves the site while you edit: generates again and reloads when the inventory changes.',
  ...serveOptions,
});

siteAddress(process.env);
const generate = () => runCommand('gen.ts', ['--root', root, '--inventory', inventoryDir]);
const code = await generate();
if (code === 0) {
  const { astro, work } = await astroFor({ root, inventoryDir });
  const server = await astro.dev({
    ...work.settings,
    server: { host: values.host ?? '127.0.0.1', port: Number(values.port ?? 4321) },
  });
  const watcher = watch(inventoryDir, { recursive: true }, regenerateSoon(generate));
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  watcher.close();
  await server.stop();
} else process.exitCode = code;

/** One run for a burst of events, and never two at once: an editor writes a file in several steps. */
function regenerateSoon(run: () => Promise<number>): () => void {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve(0);
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(run);
    }, SETTLE_MS);
  };
}
