import type { ContainerEngine } from '../engine.ts';
import { namesSecret } from '../secret-variable.ts';

/** Where an engine is asked. */
export interface AskedEngine {
  /** Name or address, in lower case; a variable where it is a secret. */
  readonly host: string;
  readonly port: number;
}

/** The engines that a text names, each once: by an address with their port, or as the value of the variable that their clients read. */
export function askedEngines(word: string, { remote, clientVariable, port }: ContainerEngine): readonly AskedEngine[] {
  const found = [
    ...[...word.matchAll(remote)].flatMap(({ groups }) =>
      groups?.['host'] ? [{ host: groups['host'], port: Number(groups['port']) }] : [],
    ),
    ...[...word.matchAll(clientVariable)].flatMap(({ groups }) => fromVariable(groups?.['value'] ?? '', port)),
  ].map(({ host, port }) => ({ host: host.toLowerCase(), port }));
  return [...new Map(found.map((each) => [`${each.host}:${each.port}`, each])).values()];
}

/** What a client makes of its variable. A socket in the container itself is a mount, and judged as such. */
function fromVariable(value: string, usual: number): readonly AskedEngine[] {
  if (namesSecret(value)) return [{ host: value, port: usual }];
  const [, scheme = 'tcp', rest = ''] = /^(?:([a-z]+):\/\/)?(.*)$/is.exec(value) ?? [];
  const [, host, port] = /^(?:[^@\s/]*@)?(\[[^\]\s]+\]|[^:\s/,]+)(?::(\d+))?/.exec(rest) ?? [];
  if (host === undefined || /^(?:unix|npipe|fd)$/i.test(scheme)) return [];
  return [{ host, port: Number(port ?? (scheme.toLowerCase() === 'ssh' ? 22 : usual)) }];
}
