import { once } from 'node:events';
import { flushCompileCache } from 'node:module';
import { publishSite } from './publish.ts';
import { buildTestSite } from './test-site.ts';

// Publishes one site after the other into the lab that is named, until it is killed.
const [, , root = '', name = ''] = process.argv;
// Who is killed keeps nothing of it otherwise.
flushCompileCache();
process.send?.('ready');
await once(process, 'message');
for (let count = 0; ; count++) {
  await publishSite(root, (folder) => buildTestSite(folder, `${name}-${count}`));
  process.send?.('shown');
}
