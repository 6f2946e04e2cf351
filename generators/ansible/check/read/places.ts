/** What a file of the folder of Ansible is, by where it lies. */

export type Place =
  | { readonly kind: 'tasks' | 'handlers' | 'defaults' | 'vars' | 'specs' | 'template' | 'file'; readonly role: string }
  | { readonly kind: 'playbook' | 'inventory' | 'other' };

const ROLE = /^(?:.*\/)?roles\/([^/]+)\/([^/]+)\/(.+)$/;
const YAML = /\.ya?ml$/;
const KINDS: Readonly<Record<string, 'tasks' | 'handlers' | 'defaults' | 'vars'>> = {
  tasks: 'tasks',
  handlers: 'handlers',
  defaults: 'defaults',
  vars: 'vars',
};

/** `path` is relative to the folder. */
export function placeOf(path: string): Place {
  const [, role, folder = '', rest = ''] = ROLE.exec(path) ?? [];
  if (role !== undefined) {
    const kind = KINDS[folder];
    if (kind !== undefined && YAML.test(rest)) return { kind, role };
    if (folder === 'meta' && /^argument_specs\.ya?ml$/.test(rest)) return { kind: 'specs', role };
    if (folder === 'templates') return { kind: 'template', role };
    if (folder === 'files') return { kind: 'file', role };
    return { kind: 'other' };
  }
  if (/^inventory(?:\/|\.)|^(?:.*\/)?(?:host_vars|group_vars)\//.test(path))
    return { kind: YAML.test(path) || path.endsWith('.json') ? 'inventory' : 'other' };
  if (/^playbooks\/(?:(?!files\/|templates\/).+\/)?[^/]+\.ya?ml$/.test(path)) return { kind: 'playbook' };
  return { kind: 'other' };
}
