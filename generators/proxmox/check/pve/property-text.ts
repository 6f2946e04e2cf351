import type { Raw } from './description.ts';

/** Properties of a text such as `virtio=…,bridge=vmbr0,tag=10`, by name. A value without a name has the name of the default key. */
export function readProperties(text: string, formatOf: Format): ReadonlyMap<string, string> | string {
  const found = new Map<string, string>();
  for (const part of text.split(',')) {
    if (part.trim() === '') continue;
    const [, name, value = ''] = /^([^=]+)=(.*)$/s.exec(part) ?? [undefined, formatOf.defaultKey, part];
    if (name === undefined) return `"${part}" has no name`;
    const { alias, keyAlias } = formatOf.properties[name] ?? {};
    const key = alias ?? name;
    if (!formatOf.properties[key]) return `"${name}" is no property that it has`;
    if (found.has(key)) return `"${key}" is there twice`;
    found.set(key, value);
    // `virtio=<address>` says two things at once.
    if (keyAlias !== undefined) found.set(keyAlias, name);
  }
  const missing = Object.entries(formatOf.properties).find(
    ([key, { optional, alias }]) => optional !== 1 && alias === undefined && !found.has(key),
  );
  return missing ? `has no ${missing[0]}` : found;
}

export interface Format {
  readonly properties: Readonly<Record<string, Raw>>;
  readonly defaultKey: string | undefined;
}

/** The format of a value: as the description lists its properties, or as its short form `[[order=]\d+] [,up=\d+]` shows them. */
export function formatOf({ format, typetext }: Raw): Format | undefined {
  if (typeof format === 'object') {
    const defaultKey = Object.entries(format).find(([, { default_key }]) => default_key === 1)?.[0];
    return { properties: format, defaultKey };
  }
  if (typetext === undefined || !/\w=/.test(typetext)) return undefined;
  const properties: Record<string, Raw> = {};
  let defaultKey: string | undefined;
  for (const [, optionalKey, name = '', kind = ''] of typetext.matchAll(/(\[)?(?<![\w-])([\w-]+)=\]?(<[^>]*>|[^\s\],]+)/g)) {
    if (optionalKey && typetext.includes(`[${name}=]`)) defaultKey ??= name;
    const words = /^<([\w-]+(?:\|[\w-]+)+)>$/.exec(kind)?.[1]?.split('|');
    properties[name] = {
      optional: 1,
      type: 'string',
      ...(words ? { enum: words } : {}),
      ...(/^<integer>$|^\\d\+$/.test(kind) ? { type: 'integer' } : {}),
    };
  }
  return { properties, defaultKey };
}
