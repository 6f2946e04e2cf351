/** What a container of a fragment says of the program in it, in one form. */
export interface ContainerView {
  /** Name of the image without registry, tag and digest: `immich-app/server`, `nginx`. */
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Words of its entrypoint and its command, as a shell would cut them. */
  readonly words: readonly string[];
}

export function containerView(container: Readonly<Record<string, unknown>>): ContainerView {
  const { image, environment, entrypoint, command } = container;
  return {
    image: imageName(image),
    environment: Object.fromEntries(settings(environment)),
    words: [...words(entrypoint), ...words(command)],
  };
}

/** The name of an image without registry, tag and digest; empty for none. A registry has a dot or a port, or is this machine. */
export function imageName(image: unknown): string {
  if (typeof image !== 'string') return '';
  const path = image.replace(/@.*$/s, '').replace(/:[^/]*$/, '');
  const [first = '', ...rest] = path.split('/');
  return rest.length > 0 && /[.:]|^localhost$/.test(first) ? rest.join('/') : path;
}

function settings(environment: unknown): readonly (readonly [string, string])[] {
  if (Array.isArray(environment))
    return environment.flatMap((pair) => {
      const [, name, value] = /^([^=]+)=(.*)$/s.exec(String(pair)) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value]];
    });
  return Object.entries(environment ?? {}).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]]));
}

function words(command: unknown): readonly string[] {
  if (Array.isArray(command)) return command.map(String);
  if (typeof command !== 'string') return [];
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|\S+/g)].map(([word, double, single]) => double ?? single ?? word);
}

/** The value of an option among words: `--name value`, `--name=value`. */
export function optionOf(all: readonly string[], name: string): string | undefined {
  const index = all.findIndex((word) => word === name || word.startsWith(`${name}=`));
  if (index < 0) return undefined;
  const word = all[index] ?? '';
  return word === name ? all[index + 1] : word.slice(name.length + 1);
}
