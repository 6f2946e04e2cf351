import { isIPv4, isIPv6 } from 'node:net';
import type { Operation, Raw } from './description.ts';
import { formatOf, readProperties } from './property-text.ts';

const BOOLEANS = new Set(['0', '1']);
const ID = /^[a-z][a-z0-9_-]+$/i;

/** Formats that are more than a type, as the description names them. A name that is not here is not looked into. */
const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  'pve-vmid': (text) => /^[1-9]\d{2,8}$/.test(text),
  'pve-configid': (text) => ID.test(text),
  'pve-node': (text) => /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i.test(text),
  'pve-poolid': (text) => /^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+){0,2}$/.test(text),
  'pve-storage-id': (text) => /^[a-z][a-z0-9\-_.]*[a-z0-9]$/i.test(text),
  'pve-bridge-id': (text) => /^[-_.\w]+$/.test(text),
  'mac-addr': isMac,
  'mac-prefix': (text) => /^[a-f0-9]{2}(:[a-f0-9]{2}){0,2}:?$/i.test(text),
  'dns-name': (text) => /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i.test(text),
  'dns-name-list': (text) => text.split(/[\s,;]+/).every((each) => FORMATS['dns-name']?.(each)),
  'pve-tag-list': (text) => text.split(/[\s,;]+/).every((each) => /^[a-z0-9_][a-z0-9_\-+.]*$/i.test(each)),
  ip: (text) => isIPv4(text) || isIPv6(text),
  ipv4: isIPv4,
  ipv6: isIPv6,
  'address-list': (text) => text.split(/[\s,;]+/).every((each) => isIPv4(each) || isIPv6(each)),
  'lxc-ip-with-ll-iface-list': (text) => text.split(/[\s,;]+/).every((each) => isIPv4(each) || isIPv6(each)),
  'pve-ipv4-config': (text) => text === 'dhcp' || text === 'manual' || isCidr(text, isIPv4, 32),
  'pve-ipv6-config': (text) => ['dhcp', 'manual', 'auto'].includes(text) || isCidr(text, isIPv6, 128),
  'pve-lxc-dev-string': (text) => /^\/dev\//.test(text),
  'disk-size': (text) => /^\d+(\.\d+)?[KMGT]?$/.test(text),
  urlencoded: (text) => /^[-%a-zA-Z0-9_.!~*'()]*$/.test(text),
};

/** What of IP and gateway the short form of a description does not say. */
const PROPERTIES: Readonly<Record<string, (text: string) => boolean>> = {
  'pve-qm-ipconfig ip': (text) => text === 'dhcp' || isCidr(text, isIPv4, 32),
  'pve-qm-ipconfig ip6': (text) => text === 'dhcp' || text === 'auto' || isCidr(text, isIPv6, 128),
  'pve-qm-ipconfig gw': isIPv4,
  'pve-qm-ipconfig gw6': isIPv6,
};

/** What Proxmox VE would refuse in a request by its own description; undefined when it takes it. `sent` has several values for a list. */
export function faultOf(
  { template, method, path, parameters }: Operation,
  sent: ReadonlyMap<string, readonly string[]>,
): string | undefined {
  const known = new Map<string, Raw>(Object.entries(parameters));
  for (const [name, values] of [...Object.entries(path).map(([key, value]) => [key.replaceAll('_', '-'), [value]] as const), ...sent]) {
    const raw = known.get(name) ?? known.get(name.replace(/\d+$/, '[n]')) ?? known.get(name.replaceAll('-', '_'));
    const at = `${method} ${template}: ${name}`;
    if (!raw) return `${at}: property is not defined in the description`;
    // What is a list may be sent in parts.
    const isList = raw.type === 'array' || (typeof raw.format === 'string' && raw.format.endsWith('-list'));
    if (!isList && values.length > 1) return `${at}: is there ${values.length} times`;
    for (const value of values) {
      const fault = faultOfValue(value, raw.type === 'array' ? (raw.items ?? {}) : raw);
      if (fault !== undefined) return `${at}: ${fault}`;
    }
  }
  const missing = Object.entries(parameters).find(
    ([name, { optional }]) => optional !== 1 && !name.includes('[n]') && !sent.has(name) && path[name.replaceAll('-', '_')] === undefined,
  );
  return missing ? `${method} ${template}: ${missing[0]}: property is missing and it is not optional` : undefined;
}

export function faultOfValue(text: string, raw: Raw): string | undefined {
  return faultOfType(text, raw) ?? faultOfFormat(text, raw);
}

function faultOfType(text: string, { type, enum: words, pattern, minimum, maximum, minLength, maxLength }: Raw): string | undefined {
  if (type === 'boolean' && !BOOLEANS.has(text)) return `"${text}" is no boolean`;
  if (type === 'integer' && !/^-?\d+$/.test(text)) return `"${text}" is no integer`;
  if (type === 'number' && !/^-?\d+(\.\d+)?$/.test(text)) return `"${text}" is no number`;
  if (minimum !== undefined && Number(text) < minimum) return `${text} is less than ${minimum}`;
  if (maximum !== undefined && Number(text) > maximum) return `${text} is more than ${maximum}`;
  if (words && !words.map(String).includes(text)) return `"${text}" is none of ${words.join(', ')}`;
  if (minLength !== undefined && text.length < minLength) return `"${text}" is too short`;
  if (maxLength !== undefined && text.length > maxLength) return 'is too long';
  if (pattern !== undefined && !patternOf(pattern).test(text)) return `"${text}" does not look like ${pattern}`;
  return undefined;
}

function faultOfFormat(text: string, raw: Raw): string | undefined {
  const format = formatOf(raw);
  const name = typeof raw.format === 'string' ? raw.format : '';
  if (!format) return FORMATS[name]?.(text) === false ? `"${text}" has not the format ${name}` : undefined;
  const properties = readProperties(text, format);
  if (typeof properties === 'string') return `"${text}": ${properties}`;
  for (const [key, value] of properties) {
    const fault = faultOfValue(value, format.properties[key] ?? {});
    if (fault !== undefined) return `${key}: ${fault}`;
    if (PROPERTIES[`${name} ${key}`]?.(value) === false) return `${key}: "${value}" is no such address`;
  }
  return undefined;
}

/** Perl's patterns are JavaScript's but for the group that holds flags, and what begins and ends the text. */
function patternOf(pattern: string): RegExp {
  const flags = /\(\?\^?([a-z]*):/.exec(pattern)?.[1]?.includes('i') ? 'i' : '';
  const plain = pattern
    .replace(/\(\?\^?[a-z]*:/g, '(?:')
    .replace(/\\A/g, '^')
    .replaceAll('{,', '{0,')
    .replace(/\\[zZ]/g, '$');
  return new RegExp(`^(?:${plain})$`, flags);
}

function isMac(text: string): boolean {
  return /^[a-f0-9][02468ace](:[a-f0-9]{2}){5}$/i.test(text);
}

function isCidr(text: string, isAddress: (text: string) => boolean, most: number): boolean {
  const [, address = '', bits = ''] = /^(.+)\/(\d{1,3})$/.exec(text) ?? [];
  return isAddress(address) && Number(bits) >= 1 && Number(bits) <= most;
}
