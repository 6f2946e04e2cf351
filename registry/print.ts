import type { SystemChecks } from '../core/contract.ts';
import { type Folder, PARTS, SYSTEM } from './parts.ts';

/** A folder with what its parts say of themselves. */
export interface LoadedFolder extends Folder {
  /** Ids of what can be asked to take a file: its tools and checkers. */
  readonly judges: readonly string[];
  /** `checks.ts`, with the codes of its own. */
  readonly checks: SystemChecks | undefined;
  /** Kinds of its own that its runbooks have. */
  readonly kinds: readonly string[];
}

const HEAD = '// Written by `npm run registry` from the folders below generators/. Do not edit.\n\n';

/** The registry, by path: lists of all parts, and the types of their ids; `shared` are ids of judges that belong to no system. Ends with a newline; the same folders give the same bytes. */
export function printRegistry(folders: readonly LoadedFolder[], shared: readonly string[]): ReadonlyMap<string, string> {
  refuseTwice(folders, shared);
  const lists = PARTS.filter(({ key }) => key === undefined).map(
    ({ file }) => [`registry/${listOf(file)}.gen.ts`, printList(file, folders)] as const,
  );
  return new Map([['registry/systems.gen.ts', printSystems(folders)], ['registry/types.gen.ts', printTypes(folders, shared)], ...lists]);
}

/** Two owners of one id: files of the one would be given to the judge of the other. A checker may be called like the tool of its folder. */
function refuseTwice(folders: readonly LoadedFolder[], shared: readonly string[]): void {
  const owners = new Map(shared.map((id) => [id, 'tools/']));
  for (const { id: folder, judges } of folders)
    for (const id of judges) {
      const other = owners.get(id);
      if (other !== undefined && other !== `generators/${folder}`)
        throw new Error(`The tool or checker "${id}" is declared twice, by ${other} and generators/${folder}.`);
      owners.set(id, `generators/${folder}`);
    }
}

function printSystems(folders: readonly Folder[]): string {
  const parts = PARTS.flatMap(({ file, key }) => (key === undefined ? [] : [{ file, key }]));
  const imports = folders.flatMap(({ id, parts: own }) =>
    [SYSTEM, ...parts.map(({ file }) => file).filter((file) => own.includes(file))].map((file) => importOf(id, file)),
  );
  const entries = folders.map(({ id, parts: own }) => {
    const more = parts.filter(({ file }) => own.includes(file)).map(({ file, key }) => `, ${key}: ${nameOf(id, file)}`);
    return more.length === 0 ? `  ${nameOf(id, SYSTEM)},` : `  { ...${nameOf(id, SYSTEM)}${more.join('')} },`;
  });
  return `${HEAD}import type { SystemParts } from '../core/contract.ts';
${sorted(imports).join('\n')}

export const systems: readonly SystemParts[] = [
${entries.join('\n')}
];
`;
}

function printList(file: string, folders: readonly Folder[]): string {
  const own = folders.filter(({ parts }) => parts.includes(file));
  const imports = own.map(({ id }) => importOf(id, file));
  return `${HEAD}${sorted(imports).join('\n')}

export const ${camel(listOf(file))} = {
${own.map(({ id }) => `  ${keyOf(id)}: ${nameOf(id, file)},`).join('\n')}
};
`;
}

function printTypes(folders: readonly LoadedFolder[], shared: readonly string[]): string {
  const withOptions = folders.filter(({ parts }) => parts.includes('options'));
  const entries = (ids: readonly string[]) =>
    sorted(ids)
      .map((id) => `    readonly ${keyOf(id)}: true;`)
      .join('\n');
  return `${HEAD}import type { z } from 'zod';
${sorted(withOptions.map(({ id }) => `import type ${nameOf(id, 'options')} from '../generators/${id}/options.ts';`)).join('\n')}

declare module '../core/contract.ts' {
  interface SystemIds {
${entries(folders.map(({ id }) => id))}
  }
  interface JudgeIds {
${entries([...shared, ...folders.flatMap(({ judges }) => judges)])}
  }
}

declare module '../core/diagnostic.ts' {
  interface SystemCodes {
${entries(folders.flatMap(({ checks }) => Object.keys(checks?.codes ?? {})))}
  }
}

declare module '../core/facts/runbooks/runbook.ts' {
  interface SystemRunbookKinds {
${entries(folders.flatMap(({ kinds }) => kinds))}
  }
}

declare module '../core/model/lab/lab.ts' {
  interface SystemOptions {
${withOptions.map(({ id }) => `    readonly ${keyOf(id)}: z.infer<typeof ${nameOf(id, 'options')}>;`).join('\n')}
  }
}
`;
}

/** A list is named for what it holds: `tool.ts` gives `tools`, `mutations.ts` gives `mutations`. */
const listOf = (file: string): string => (file.endsWith('s') ? file : `${file}s`);

const importOf = (id: string, file: string): string => `import ${nameOf(id, file)} from '../generators/${id}/${file}.ts';`;

/** `lvm-snapshots` and `options` make `lvmSnapshotsOptions`; `stand-in` makes `…StandIn`. */
function nameOf(id: string, file: string): string {
  return camel(`${id}-${file}`);
}

const camel = (text: string): string => text.replace(/[-.](\w)/g, (_, letter: string) => letter.toUpperCase());

const keyOf = (id: string): string => (/^[a-z]+$/.test(id) ? id : `'${id}'`);

const sorted = (lines: readonly string[]): readonly string[] => [...new Set(lines)].sort();
