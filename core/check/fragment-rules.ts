import { writableMounts } from '../compose/mounts.ts';
import { runningContainers } from '../compose/running-containers.ts';
import type { Lab } from '../model/lab/lab.ts';
import type { Service } from '../model/service/service.ts';
import { place } from '../reporter.ts';
import type { Context } from '../resolve/context.ts';

type Container = Readonly<Record<string, unknown>>;

/** What the lab asks of every fragment beyond the Compose Specification: pinned images and a backup decision for all state. */
export function checkFragments(lab: Lab | undefined, context: Context): void {
  for (const service of context.nodes.services.values()) {
    if (service.planned || !service.compose) continue;
    for (const [name, container] of runningContainers(service.compose)) {
      checkImage(service, name, container, lab, context);
      checkMounts(service, name, container, lab, context);
    }
  }
}

function checkImage(service: Service, name: string, container: Container, lab: Lab | undefined, context: Context): void {
  const { image } = container;
  if (image === undefined && container['build'] !== undefined) return;
  const at = place('services', service.id, 'compose', 'services', name, ...(image === undefined ? [] : ['image']));
  if (typeof image !== 'string') {
    context.report('compose-invalid', at, `The container ${name} of ${service.id} has neither an image nor a build.`, {
      what: 'key',
      hint: 'Add image: name:tag.',
    });
    return;
  }
  const problem = imageProblem(image);
  if (problem)
    context.report('image-untagged', at, `The image "${image}" of ${service.id} ${problem}, so two runs may start different programs.`, {
      hint: 'Pin a version, such as image: name:1.2.3, or a digest.',
      ...warned(lab?.strictness.images),
    });
}

function warned(strictness: 'refuse' | 'warn' | undefined): { readonly severity?: 'warning' } {
  return strictness === 'warn' ? { severity: 'warning' } : {};
}

/** Why an image reference is not pinned, or undefined when it is. The tag stands after the last colon behind the last slash. */
function imageProblem(image: string): string | undefined {
  if (/@sha256:[0-9a-f]{64}$/.test(image)) return undefined;
  const tag = /:([^:/]+)$/.exec(image)?.[1];
  if (tag === undefined) return 'has no tag';
  if (tag === 'latest') return 'has the moving tag "latest"';
  if (tag.includes('$')) return 'takes its tag from a variable';
  return undefined;
}

function checkMounts(service: Service, name: string, container: Container, lab: Lab | undefined, context: Context): void {
  for (const { source, target, index } of writableMounts(container)) {
    const path = source ?? target;
    if (source !== undefined && service.data.some((data) => covers(data.path, source))) continue;
    // A decision with a mistake of its own was reported already.
    if (service.data.length < context.countOf(place('services', service.id, 'data'))) continue;
    const shown = source === undefined ? `The anonymous volume at ${target}` : `"${path}"`;
    context.report(
      'no-backup-decision',
      place('services', service.id, 'compose', 'services', name, 'volumes', index),
      `${shown} of ${service.id} keeps state, and nothing says whether it is backed up.`,
      {
        hint:
          source === undefined
            ? 'Give the volume a name and list it under data.'
            : `Add to data: { path: ${path}, backup: <policy> }, or backup: none with because: <reason>; or mount it read-only.`,
        ...warned(lab?.strictness.data),
      },
    );
  }
}

/** Whether a declared data path holds a mount: the same path or a folder above it. */
function covers(declared: string, source: string): boolean {
  const clean = (path: string) => path.replace(/\/+$/, '');
  return clean(source) === clean(declared) || clean(source).startsWith(`${clean(declared)}/`);
}
