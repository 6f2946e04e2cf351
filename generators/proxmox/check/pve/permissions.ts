import type { Cluster, Granted } from './cluster.ts';
import type { PermissionCheck } from './description.ts';
import { Refusal } from './refusal.ts';

/** Refuses as Proxmox VE does where the token lacks one of the privileges; with `any` one of them is enough. */
export function demand(cluster: Cluster, path: string, privileges: readonly string[], any = false): void {
  if (!may(cluster, path, privileges, any))
    throw new Refusal(403, `Permission check failed (${path}, ${privileges.join(any ? '|' : ', ')})`);
}

/** What it rests on counts as needed. */
export function may(cluster: Cluster, path: string, privileges: readonly string[], any = false): boolean {
  const grants = grantsOn(cluster, path);
  const found = privileges.flatMap((privilege) => {
    const grant = grants.find((each) => each.privileges.includes(privilege));
    return grant ? [`${privilege} on ${grant.path}`] : [];
  });
  for (const each of any ? found.slice(0, 1) : found) cluster.needed.add(each);
  return any ? found.length > 0 : found.length === privileges.length;
}

/** What a guest's pool allows counts for the guest. */
function grantsOn({ granted, pools }: Cluster, path: string): readonly Granted[] {
  const vmid = /^\/vms\/(\d+)$/.exec(path)?.[1];
  const own = [...pools].filter(([, { members }]) => vmid !== undefined && members.has(vmid)).map(([id]) => `/pool/${id}`);
  const reaches = ({ path: from, propagate }: Granted, to: string) =>
    from === to || (propagate && (from === '/' || to.startsWith(`${from}/`)));
  return [path, ...own].flatMap((to) => granted.filter((each) => reaches(each, to)));
}

/** Whether the token passes what the description asks for. `values` are the parameters by name. */
export function passes(cluster: Cluster, [kind, ...rest]: PermissionCheck, values: (name: string) => string | undefined): boolean {
  if (kind === 'and') return rest.every((each) => passes(cluster, each as PermissionCheck, values));
  if (kind === 'or') return rest.some((each) => passes(cluster, each as PermissionCheck, values));
  if (kind !== 'perm') throw new Refusal(501, `a check of the kind ${kind} is nothing that the stand-in knows`);
  const [template, privileges, ...options] = rest as [string, readonly string[], ...unknown[]];
  const needed = options.indexOf('require_param');
  if (needed >= 0 && values(String(options[needed + 1])) === undefined) return false;
  const path = template.replace(/\{([\w-]+)\}/g, (_, name: string) => values(name) ?? '');
  return may(cluster, path, privileges, options[options.indexOf('any') + 1] === 1 && options.includes('any'));
}
