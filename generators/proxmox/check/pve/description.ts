import { readFileSync } from 'node:fs';

/** A parameter as Proxmox VE describes it to itself. */
export interface Raw {
  readonly type?: string;
  readonly optional?: number;
  readonly enum?: readonly (string | number)[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly format?: string | Readonly<Record<string, Raw>>;
  readonly typetext?: string;
  readonly items?: Raw;
  readonly alias?: string;
  readonly keyAlias?: string;
  readonly default_key?: number;
}

/** `['perm', '/vms/{vmid}', ['VM.Audit']]`, or several joined by `and` and `or`. */
export type PermissionCheck = readonly [string, ...unknown[]];

export interface Operation {
  /** What the API itself says about who may; what its code checks beyond that is in `permissions.ts`. */
  readonly check?: PermissionCheck;
  readonly template: string;
  readonly method: string;
  /** Values of the path's parameters. */
  readonly path: Readonly<Record<string, string>>;
  /** Everything that may be sent, with those of the path. */
  readonly parameters: Readonly<Record<string, Raw>>;
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
}
interface OpenApiOperation {
  readonly 'x-proxmox'?: { readonly permissions?: { readonly check?: PermissionCheck } | null };
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly 'x-proxmox'?: { readonly raw?: Raw & { readonly properties?: Readonly<Record<string, Raw>> } };
  }[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: { readonly properties?: Readonly<Record<string, Raw>> } }>>;
  };
}

/** The published description of Proxmox VE's API, see `tool.ts`. */
export class Description {
  readonly #paths: readonly {
    readonly template: string;
    readonly pattern: RegExp;
    readonly methods: Readonly<Record<string, OpenApiOperation>>;
  }[];

  constructor(file: string) {
    const { paths } = JSON.parse(readFileSync(file, 'utf8')) as OpenApi;
    this.#paths = Object.entries(paths)
      // A literal before a parameter: /nodes/{node}/qemu before /nodes/{node}/{what}.
      .sort(([a], [b]) => (a.replaceAll('{', '~') < b.replaceAll('{', '~') ? -1 : 1))
      .map(([template, methods]) => ({ template, pattern: patternOf(template), methods }));
  }

  /** The operation of a request; undefined where the API has none. `path` has no `/api2/json`, and no slash at its end. */
  operation(method: string, path: string): Operation | undefined {
    for (const { template, pattern, methods } of this.#paths) {
      const found = pattern.exec(path);
      const operation = found && methods[method.toLowerCase()];
      if (!operation) continue;
      const check = operation['x-proxmox']?.permissions?.check;
      return { template, method, path: { ...found.groups }, parameters: parametersOf(operation), ...(check ? { check } : {}) };
    }
    return undefined;
  }
}

function patternOf(template: string): RegExp {
  const source = template.replace(/[.+]/g, '\\$&').replace(/\{([\w-]+)\}/g, (_, name: string) => `(?<${name.replaceAll('-', '_')}>[^/]+)`);
  return new RegExp(`^${source}$`);
}

function parametersOf({ parameters = [], requestBody }: OpenApiOperation): Readonly<Record<string, Raw>> {
  const [body] = Object.values(requestBody?.content ?? {});
  const inPath = parameters.map(({ name, 'x-proxmox': more }) => [name, more?.raw?.properties?.[name] ?? more?.raw ?? {}] as const);
  return { ...Object.fromEntries(inPath), ...body?.schema.properties };
}
