/** What `ansible-doc --json` says of a module, as far as arguments are judged by it. */

import { z } from 'zod';

export interface Option {
  readonly type?: string | undefined;
  readonly elements?: string | undefined;
  readonly required?: boolean | undefined;
  readonly default?: unknown;
  readonly choices?: readonly unknown[] | Readonly<Record<string, unknown>> | undefined;
  readonly aliases?: readonly string[] | undefined;
  readonly suboptions?: Readonly<Record<string, Option>> | null | undefined;
}

export interface ModuleDoc {
  readonly options: Readonly<Record<string, Option>>;
  /** Why it should not be used any more. */
  readonly deprecated?: string;
}

/** By full name. A module that Ansible does not know is not in it. */
export type ModuleDocs = ReadonlyMap<string, ModuleDoc>;

const option: z.ZodType<Option> = z.lazy(() =>
  z.object({
    type: z.string().optional(),
    elements: z.string().optional(),
    required: z.boolean().optional(),
    default: z.unknown().optional(),
    choices: z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]).optional(),
    aliases: z.array(z.string()).optional(),
    suboptions: z.record(z.string(), option).nullish(),
  }),
);
const documentation = z.record(
  z.string(),
  z.object({
    doc: z.object({
      options: z.record(z.string(), option).default({}),
      deprecated: z.looseObject({ why: z.string().default('it is deprecated') }).nullish(),
    }),
  }),
);

/** Reads what `ansible-doc --json -t module …` printed. Throws where it is none of that. */
export function readModuleDocs(json: string): ModuleDocs {
  const read = documentation.parse(JSON.parse(json));
  return new Map(
    Object.entries(read).map(([name, { doc }]) => [
      name,
      { options: doc.options, ...(doc.deprecated == null ? {} : { deprecated: doc.deprecated.why }) },
    ]),
  );
}
