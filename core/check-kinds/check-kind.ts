/**
 * What a check can prove of its subject. `direct`: it answers by itself. `ingress`: it answers through the ingress. `guard`: the ingress
 * asks for a login in front of it, which proves the ingress and the login alone. `certificate`: what it shows to a browser is valid. `name`: its name is known to the resolver. `container`: its process runs. `health`: its own health check.
 * `engine`: its container engine answers. `target`: the monitoring reaches it. `measure`: a number of it was read. `uptime`: one
 * that says for how many seconds it runs. `alert`: a rule fires.
 * `copy`: its backup is recent, which proves nothing else. `deploy`: its files were put there as they are declared, which proves as little.
 */
export type Evidence =
  | 'direct'
  | 'ingress'
  | 'guard'
  | 'certificate'
  | 'name'
  | 'container'
  | 'health'
  | 'engine'
  | 'target'
  | 'alert'
  | 'measure'
  | 'uptime'
  | 'copy'
  | 'deploy';

/** What checks of one kind mean. */
export interface CheckKind {
  /** For people, with what follows the kind in the name of the check behind it: `Health check of`, `Certificate`. */
  readonly title: string;
  readonly proves: Evidence;
}

/** By what a check's name begins with: `container` of `container:jellyfin`, or the whole of `cpu`. Lower case and hyphens. */
export type CheckKinds = Readonly<Record<string, CheckKind>>;

/** What a check means; undefined for a kind that is not declared. */
export function kindOf(check: string, kinds: CheckKinds): CheckKind | undefined {
  const kind = kindName(check);
  return Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
}

/** What a check's name begins with. */
export const kindName = (check: string): string => check.split(':', 1)[0] ?? '';

/** `Container jellyfin` for `container:jellyfin`. */
export const titleOf = (check: string, { title }: CheckKind): string => `${title} ${check.slice(kindName(check).length + 1)}`.trim();
