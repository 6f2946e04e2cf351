import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { AstroIntegration } from 'astro';

type VitePlugin = NonNullable<
  NonNullable<Parameters<NonNullable<AstroIntegration['hooks']['astro:config:setup']>>[0]['config']['vite']>['plugins']
>[number];

/**
 * A build leaves everything outside of `src/` to Node, which reads TypeScript directly. So the pages share their modules with the command
 * that builds them: a lab that it has loaded, and all that was derived of it, is there already. And the bundler has less to read.
 */
export function sharedCore(): AstroIntegration {
  return {
    name: 'shared-core',
    hooks: {
      'astro:config:setup': ({ config, updateConfig }) => {
        updateConfig({ vite: { plugins: [leaveToNode(fileURLToPath(config.root), fileURLToPath(config.srcDir))] } });
      },
    },
  };
}

function leaveToNode(root: string, bundled: string): VitePlugin {
  const isBelow = (path: string, folder: string) => !relative(folder, path).startsWith('..');
  return {
    name: 'rackbook-leave-to-node',
    apply: 'build',
    enforce: 'pre',
    // What a browser runs has to be bundled.
    applyToEnvironment: ({ name }) => name !== 'client',
    resolveId(source, importer) {
      if (!importer || !source.startsWith('.') || !source.endsWith('.ts')) return null;
      const path = resolve(dirname(importer), source);
      if (!isBelow(path, root) || isBelow(path, bundled) || path.includes(`${sep}node_modules${sep}`)) return null;
      return { id: pathToFileURL(path).href, external: true };
    },
  };
}
