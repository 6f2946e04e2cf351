import { z } from 'zod';
import { ownSchemaChecker } from '../../tools/verify/own-schema.ts';

const name = z.string().min(1).max(255);
const jsonText = z.string().refine((text) => {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}, 'must be JSON');
const key = z.strictObject({ name, type: z.enum(['none', 'ssh', 'login_password']) });
const repository = z.strictObject({ name, git_url: name, git_branch: name, ssh_key: name });
const inventory = z.strictObject({ name, type: z.literal('file'), inventory: z.string().regex(/^infra\//), ssh_key: name });
const view = z.strictObject({ title: name, position: z.int().min(1) });
const survey = z.strictObject({
  name: z.string().regex(/^[a-z_]+$/),
  title: name,
  description: z.string(),
  required: z.boolean(),
  type: z.enum(['', 'int', 'enum']),
  values: z.array(z.strictObject({ name, value: name })),
});
const template = z.strictObject({
  name,
  description: z.string(),
  app: z.enum(['ansible', 'terraform', 'tofu']),
  playbook: z.string().regex(/^infra\//),
  arguments: jsonText,
  allow_override_args_in_task: z.boolean(),
  suppress_success_alerts: z.boolean(),
  repository: name,
  inventory: name.optional(),
  environment: name,
  view: name,
  vaults: z.array(z.strictObject({ name, type: z.literal('password'), vault_key: name })),
  survey_vars: z.array(survey),
});
/** Five fields, each of numbers, lists and `*`, which is what we write. */
const cron = z.string().regex(/^(?:(?:\*|\d{1,2}(?:,\d{1,2})*)(?: |$)){5}$/);
const schedule = z.strictObject({ name, template: name, cron_format: cron, active: z.boolean() });
const environment = z.strictObject({ name, json: jsonText, env: jsonText });
const meta = z.strictObject({ name, alert: z.boolean(), max_parallel_tasks: z.int().min(0) });

interface Parts {
  readonly keys: readonly { readonly name: string }[];
  readonly repositories: readonly { readonly name: string; readonly ssh_key: string }[];
  readonly inventories: readonly { readonly name: string; readonly ssh_key: string }[];
  readonly environments: readonly { readonly name: string }[];
  readonly views: readonly { readonly title: string }[];
  readonly templates: readonly z.infer<typeof template>[];
  readonly schedules: readonly { readonly template: string }[];
}

/** Every name is that of a part, and none is given twice. */
function refer(parts: Parts, context: z.RefinementCtx): void {
  const names = {
    keys: parts.keys.map((each) => each.name),
    repositories: parts.repositories.map((each) => each.name),
    inventories: parts.inventories.map((each) => each.name),
    environments: parts.environments.map((each) => each.name),
    views: parts.views.map((each) => each.title),
    templates: parts.templates.map((each) => each.name),
  };
  const need = (kind: keyof typeof names, wanted: string | undefined, where: string) => {
    if (wanted !== undefined && !names[kind].includes(wanted)) context.addIssue(`${where} names "${wanted}", which is none of ${kind}`);
  };
  for (const [kind, all] of Object.entries(names))
    for (const each of all.filter((one, index) => all.indexOf(one) < index)) context.addIssue(`${kind} has "${each}" twice`);
  for (const each of [...parts.repositories, ...parts.inventories]) need('keys', each.ssh_key, each.name);
  for (const each of parts.templates) {
    need('repositories', each.repository, each.name);
    need('inventories', each.inventory, each.name);
    need('environments', each.environment, each.name);
    need('views', each.view, each.name);
    for (const vault of each.vaults) need('keys', vault.vault_key, each.name);
    // Semaphore refuses one: "template inventory can not be empty".
    if (each.app === 'ansible' && each.inventory === undefined) context.addIssue(`${each.name} runs playbooks without an inventory`);
  }
  for (const each of parts.schedules) need('templates', each.template, 'a schedule');
}

const parts = {
  keys: z.array(key).min(1),
  repositories: z.array(repository).min(1),
  inventories: z.array(inventory),
  views: z.array(view),
  templates: z.array(template).min(1),
  schedules: z.array(schedule),
};
const project = z
  .strictObject({
    schema: z.literal('rackbook/semaphore/1'),
    project: meta,
    ...parts,
    environments: z.array(environment.extend({ secrets: z.array(z.string().regex(/^[A-Z][A-Z0-9_]+$/)) })),
  })
  .superRefine(refer);
const restored = template.extend({ type: z.literal(''), autorun: z.boolean() });
const backup = z
  .strictObject({ meta, ...parts, templates: z.array(restored).min(1), environments: z.array(environment) })
  .superRefine(refer);

export default [
  ownSchemaChecker('semaphore-project', 'what apply.py reads', project),
  ownSchemaChecker('semaphore-backup', 'Semaphore’s restore', backup),
] as const;
