import { resolve } from 'node:path';
import type { AstroIntegration } from 'astro';

/** `astro dev` shows an edit of the inventory, a new snapshot of the lab and a new proof without a restart. */
export function liveInventory(): AstroIntegration {
  return {
    name: 'live-inventory',
    hooks: {
      'astro:server:setup': ({ server }) => {
        const root = process.env['RACKBOOK_ROOT'] ?? '.';
        const watched = [
          process.env['RACKBOOK_INVENTORY'] ?? 'inventory',
          process.env['RACKBOOK_SNAPSHOT'] ?? '.rackbook/snapshot.json',
          process.env['RACKBOOK_PROOF'] ?? '.proofs/ingress.json',
          process.env['RACKBOOK_NETWORK_PROOF'] ?? '.proofs/network.json',
          process.env['RACKBOOK_BACKUP_PROOF'] ?? '.proofs/backup.json',
        ].map((path) => resolve(root, path));
        server.watcher.add(watched);
        server.watcher.on('all', (_event, path) => {
          if (!watched.some((root) => resolve(path).startsWith(root))) return;
          for (const environment of Object.values(server.environments)) environment.moduleGraph.invalidateAll();
          server.ws.send({ type: 'full-reload' });
        });
      },
    },
  };
}
