import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ZodType } from 'zod';
import { HclReading, type ReadBlock, readHcl } from '../../../formats/hcl-read.ts';
import type { Checker, Judgement } from '../../../tools/verify/checker.ts';
import { RESOURCES, SETTINGS } from './opnsense-schema.ts';

/** Everything that Terraform reads together. */
interface Folder {
  /** Blocks of each file, or why it cannot be read. */
  readonly files: ReadonlyMap<string, readonly ReadBlock[] | string>;
  readonly resources: readonly ReadBlock[];
}

/**
 * `terraform validate` needs the provider, which could not be had from a registry where this was written. So the resources are read here by a schema
 * of our own, and what they say of each other is compared: a way to a resource leads to one that is there, no two resources, aliases or
 * positions in the order of rules are the same, and the plan for people speaks of the devices, interfaces and number of rules of the files.
 * Syntax and layout are judged by Terraform itself.
 */
export const opnsenseChecker: Checker = {
  id: 'opnsense',
  title: 'OPNsense provider',
  ourReading: true,
  async check(files, { root }) {
    const folders = new Map<string, Promise<Folder>>();
    return Promise.all(
      files.map(async ({ path }): Promise<Judgement> => {
        const place = join(root, dirname(path));
        const reading = folders.get(place) ?? readFolder(place);
        folders.set(place, reading);
        const folder = await reading;
        const fault = path.endsWith('.md')
          ? planFault(await readFile(join(root, path), 'utf8'), folder)
          : fileFault(folder.files.get(basename(path)) ?? 'it is not there', folder);
        return { path, ok: fault === undefined, detail: fault ?? '' };
      }),
    );
  },
};

async function readFolder(place: string): Promise<Folder> {
  const names = (await readdir(place)).filter((name) => name.endsWith('.tf')).sort();
  const files = new Map(await Promise.all(names.map(async (name) => [name, read(await readFile(join(place, name), 'utf8'))] as const)));
  const resources = [...files.values()].flatMap((blocks) =>
    typeof blocks === 'string' ? [] : blocks.filter(({ type }) => type === 'resource'),
  );
  return { files, resources };
}

function read(text: string): readonly ReadBlock[] | string {
  try {
    return readHcl(text);
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    throw error;
  }
}

function fileFault(blocks: readonly ReadBlock[] | string, folder: Folder): string | undefined {
  if (typeof blocks === 'string') return blocks;
  return blocks.flatMap((block) => [...schemaFaults(block), ...(block.type === 'resource' ? ownFaults(block, folder) : [])])[0];
}

function schemaFaults(block: ReadBlock): string[] {
  const { type, labels, attributes, blocks } = block;
  const [kind = ''] = labels;
  const schema: ZodType | undefined = type === 'resource' ? RESOURCES[kind] : SETTINGS[type];
  if (!schema) return [`${type} ${kind} is not known`];
  const wanted = { resource: 2, provider: 1 }[type] ?? 0;
  if (labels.length !== wanted || (type === 'resource' && blocks.length > 0)) return [`${nameOf(block)} has the wrong form`];
  const issues = schema.safeParse(attributes).error?.issues ?? [];
  return [...issues.map(({ path, message }) => `${nameOf(block)} ${path.join('.')}: ${message}`), ...blocks.flatMap(schemaFaults)];
}

function nameOf({ type, labels }: ReadBlock): string {
  return type === 'resource' ? labels.join('.') : type;
}

/** What a resource has for itself alone. */
const UNIQUE: readonly (readonly [resource: string, attribute: string])[] = [
  ['opnsense_firewall_alias', 'name'],
  ['opnsense_firewall_filter', 'sequence'],
  ['opnsense_interfaces_vlan', 'tag'],
  ['opnsense_interfaces_vlan', 'device'],
  ['opnsense_kea_dhcpv4_subnet', 'subnet'],
  ['opnsense_kea_dhcpv4_reservation', 'ip_address'],
];

function ownFaults(block: ReadBlock, { resources }: Folder): string[] {
  const name = nameOf(block);
  const others = resources.filter((other) => other !== block);
  const dead = references(block.attributes).filter((path) => !resources.some((other) => path.startsWith(`${nameOf(other)}.`)));
  const twice = UNIQUE.filter(([kind]) => kind === block.labels[0]).filter(([kind, key]) =>
    others.some((other) => other.labels[0] === kind && other.attributes[key] === block.attributes[key]),
  );
  return [
    ...(others.some((other) => nameOf(other) === name) ? [`${name} is there twice`] : []),
    ...dead.map((path) => `${name} speaks of ${path}, which is not there`),
    ...twice.map(([, key]) => `${name} has the ${key} of another`),
  ];
}

function references(value: unknown): string[] {
  if (value instanceof HclReading) return [value.path];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(references) : [];
}

function planFault(text: string, { resources }: Folder): string | undefined {
  const of = (kind: string) => resources.filter(({ labels }) => labels[0] === kind).map(({ attributes }) => attributes);
  const rules = of('opnsense_firewall_filter');
  const interfaces = new Set(rules.flatMap(({ interface: of }) => (of as { interface: string[] }).interface));
  const rows = text.split('\n').filter((line) => line.startsWith('| '));
  const said = (word: unknown) => text.includes(`\`${word}\``);
  const faults = [
    ...[...interfaces].filter((each) => !said(each)).map((each) => `it does not say what ${each} is, which rules are on`),
    ...of('opnsense_interfaces_vlan')
      .filter(({ device, tag }) => !rows.some((row) => row.includes(`| ${tag} | \`${device}\` |`)))
      .map(({ device }) => `its table lacks ${device}`),
    ...(text.includes(` ${rules.length} rules pass `) ? [] : [`there are ${rules.length} rules, and it says another number`]),
    ...(/^- To undo: ./m.test(text) && /^- Expect: ./m.test(text) ? [] : ['it does not say what to expect and how to undo it']),
  ];
  return faults[0];
}
