import { composeLiteral } from '../../formats/compose-escape.ts';
import type { ComposeFragment } from '../model/service/service.ts';
import { findPathClash } from '../plan/safe-path.ts';

/** A file that a fragment has inline. */
export interface ConfigFile {
  readonly mode: 0o644 | 0o755;
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
 * file system is read-only; a file is mounted. It also reads better in a pull request. Content with a variable stays inline, and so does
 * what a container takes with a user, group or mode that a mounted file would not have.
 *
 * @param taken paths of other files beside the Compose file
 */
export function configFiles(compose: ComposeFragment, taken: ReadonlySet<string>): Configs {
  const modes = modesOf(compose);
  const files: ConfigFile[] = [];
  const configs = Object.fromEntries(
    Object.entries((compose['configs'] ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>> | null>>).map(
      ([name, config]) => {
        const content = config?.['content'];
        if (typeof content !== 'string' || VARIABLE.test(content) || !FILE_NAME.test(name)) return [name, config];
        const path = `configs/${name}`;
        const mode = modes.get(name) ?? 0o644;
        if (mode === 'other' || findPathClash([...taken, path])) return [name, config];
        files.push({ path, content: composeLiteral(content), mode });
        const { content: _moved, ...rest } = config as Readonly<Record<string, unknown>>;
        return [name, { ...rest, file: `./${path}` }];
      },
    ),
  );
  return { configs, files };
}

/** The mode that the file of a config needs for all who take it; `other` when no file in Git has it. */
function modesOf({ services }: ComposeFragment): ReadonlyMap<string, 0o644 | 0o755 | 'other'> {
  const modes = new Map<string, 0o644 | 0o755 | 'other'>();
  for (const { configs } of Object.values(services)) {
    if (!Array.isArray(configs)) continue;
    for (const grant of configs) {
      if (typeof grant !== 'object' || grant === null) continue;
      const { source, uid, gid, mode } = grant as Readonly<Record<string, unknown>>;
      if (uid === undefined && gid === undefined && mode === undefined) continue;
      const bits = typeof mode === 'number' ? mode : mode === undefined ? 0o444 : Number.parseInt(String(mode), 8);
      const fits = uid === undefined && gid === undefined && [0o444, 0o644, 0o555, 0o755].includes(bits) && !modes.has(String(source));
      modes.set(String(source), fits ? ((bits & 0o111) === 0 ? 0o644 : 0o755) : 'other');
    }
  }
  return modes;
}
