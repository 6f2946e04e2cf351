import type { ComposeFragment } from '../model/service/service.ts';

/** A file that a fragment has inline. */
export interface ConfigFile {
  /** Relative to the folder of the Compose file. */
  readonly path: string;
  readonly content: string;
}

export interface Configs {
  /** The fragment's `configs`, with `file:` where the content went into a file. */
  readonly configs: Readonly<Record<string, unknown>>;
  readonly files: readonly ConfigFile[];
}

/** What Compose would replace: a dollar that is not doubled and has a name behind it. */
const VARIABLE = /^(?:[^$]|\$\$)*\$(?:\{|[A-Za-z_])/;
const FILE_NAME = /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/;

/**
 * Moves inline `configs: { x: { content: … } }` into files. An engine copies inline content into the container, which fails when its root
 * file system is read-only; a file is mounted. It also reads better in a pull request. Content with a variable stays inline.
 */
export function configFiles(compose: ComposeFragment): Configs {
  const files: ConfigFile[] = [];
  const configs = Object.fromEntries(
    Object.entries((compose['configs'] ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>> | null>>).map(
      ([name, config]) => {
        const content = config?.['content'];
        if (typeof content !== 'string' || VARIABLE.test(content) || !FILE_NAME.test(name)) return [name, config];
        const path = `configs/${name}`;
        files.push({ path, content: withNewline(content.replaceAll('$$', '$')) });
        const { content: _moved, ...rest } = config as Readonly<Record<string, unknown>>;
        return [name, { ...rest, file: `./${path}` }];
      },
    ),
  );
  return { configs, files };
}

function withNewline(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
