import { once } from 'node:events';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

export interface ServedFolder extends AsyncDisposable {
  readonly url: string;
}

/** Serves a folder as a Pages host does: `/x/` is `/x/index.html`, and what is missing is `404.html`. */
export async function serveFolder(folder: string, base: string): Promise<ServedFolder> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const inside = path.startsWith(base) ? path.slice(base.length) : '\0';
    const file = join(folder, inside.endsWith('/') || inside === '' ? `${inside}index.html` : inside);
    const found = !inside.includes('\0') && file.startsWith(folder) && existsSync(file) && statSync(file).isFile();
    const shown = found ? file : join(folder, '404.html');
    response.writeHead(found ? 200 : 404, { 'content-type': TYPES[extname(shown)] ?? 'application/octet-stream' });
    createReadStream(shown).pipe(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
