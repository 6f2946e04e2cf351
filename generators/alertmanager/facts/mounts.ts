import type { ComposeFragment } from '../../../core/model/service/service.ts';

/** A file or folder of the machine as a container sees it; both without a slash at the end. */
export interface Mounted {
  readonly source: string;
  readonly target: string;
}

type Data = Readonly<Record<string, unknown>>;

/** What a container of a fragment mounts: its volumes in both syntaxes, and its configs that are files. */
export function mountsOf(fragment: ComposeFragment, container: string): readonly Mounted[] {
  const { volumes, configs } = fragment.services[container] ?? {};
  const files = (fragment['configs'] ?? {}) as Readonly<Record<string, Data | null>>;
  const config = (entry: unknown): [unknown, unknown] => {
    const name = typeof entry === 'string' ? entry : String((entry as Data | null)?.['source']);
    return [files[name]?.['file'], typeof entry === 'string' ? `/${entry}` : ((entry as Data)['target'] ?? `/${name}`)];
  };
  const pairs = [...items(volumes).map(volume), ...items(configs).map(config)];
  return pairs.flatMap(([source, target]) =>
    typeof source === 'string' && typeof target === 'string' ? [{ source: plain(source), target: plain(target) }] : [],
  );
}

/** The file that `--config.file` names in the command of a container; that of the image where it names none. */
export function configFileOf({ command }: Data): string {
  const words = Array.isArray(command) ? command.map(String) : typeof command === 'string' ? command.split(/\s+/) : [];
  const index = words.findIndex((word) => /^--config\.file(=|$)/.test(word));
  if (index === -1) return DEFAULT;
  const word = words[index];
  return plain((word?.includes('=') ? word.slice(word.indexOf('=') + 1) : words[index + 1]) ?? DEFAULT);
}

const DEFAULT = '/etc/alertmanager/alertmanager.yml';

const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function volume(entry: unknown): [unknown, unknown] {
  if (typeof entry === 'string') return entry.split(':').slice(0, 2) as [string, string];
  const { source, target } = (entry ?? {}) as Data;
  return [source, target];
}

/** Without quotes, `.` as a part, or a slash at the end. */
function plain(path: string): string {
  const parts = path.replaceAll(/^["']|["']$/g, '').split('/');
  return parts.filter((part, index) => part !== '.' && (part !== '' || index === 0)).join('/');
}
