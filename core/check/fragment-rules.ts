import { yamlFlowString } from '../../formats/yaml-scalar.ts';
import { runningContainers } from '../compose/running-containers.ts';
import { movingImagesOf, type UndecidedPath, undecidedPathsOf } from '../facts/undecided.ts';
import { dataSchema } from '../model/service/data-schema.ts';
import type { Service } from '../model/service/service.ts';
import { type Place, place } from '../reporter.ts';
import type { Context } from '../resolve/context.ts';
import { proposedDecision } from './proposed-decision.ts';

/** What the lab asks of every fragment beyond the Compose Specification: pinned images and a backup decision for all state. */
export function checkFragments(context: Context): void {
  for (const service of context.nodes.services.values()) {
    if (service.planned || !service.compose) continue;
    checkPrograms(service, context);
    checkImages(service, context);
    // A decision with a mistake of its own was reported already, and may be about any of the mounts.
    if (service.data.length < context.countOf(place('services', service.id, 'data'))) continue;
    for (const path of undecidedPathsOf(service)) reportPath(path, context);
  }
}

function checkPrograms({ id, compose }: Service, context: Context): void {
  for (const [name, { image, build }] of compose ? runningContainers(compose) : []) {
    if (typeof image === 'string' || (image === undefined && build !== undefined)) continue;
    const at = place('services', id, 'compose', 'services', name, ...(image === undefined ? [] : ['image']));
    context.report('compose-invalid', at, `The container ${name} of ${id} has neither an image nor a build.`, {
      what: 'key',
      hint: 'Add image: name:tag.',
    });
  }
}

function checkImages(service: Service, context: Context): void {
  for (const { container, image, because } of movingImagesOf(service))
    context.report(
      'image-untagged',
      place('services', service.id, 'compose', 'services', container, 'image'),
      `The image "${image}" of ${service.id} ${because}, so two runs may start different programs.`,
      { hint: 'Pin a version, such as image: name:1.2.3, or a digest.', ...severity(service.strictness.images) },
    );
}

function severity(strictness: 'refuse' | 'warn'): { readonly severity?: 'warning' } {
  return strictness === 'warn' ? { severity: 'warning' } : {};
}

function reportPath({ service, source, mounts }: UndecidedPath, context: Context): void {
  const [first, ...rest] = mounts;
  const at = placeOf(service, first);
  const shown = source === undefined ? `The anonymous volume at ${first.target}` : `"${source}"`;
  const path = source === undefined ? undefined : declarable(source);
  const beside = rest.filter((mount) => !sameSpan(at, placeOf(service, mount), context));
  context.report('no-backup-decision', at, `${shown} of ${service.id} keeps state, and nothing says whether it is backed up.`, {
    hint: hintFor(source, path),
    related: beside.map((mount) => ({
      at: context.spanOf(placeOf(service, mount)),
      message: `The container ${mount.container} has it, too:`,
    })),
    ...(path === undefined
      ? {}
      : { paste: [context.paste('services', service.id, 'data', `- { path: ${path}, ${proposedDecision(service, context)} }`)] }),
    ...severity(service.strictness.data),
  });
}

function hintFor(source: string | undefined, path: string | undefined): string {
  if (source === undefined) return 'Give the volume a name and list it under data.';
  if (path === undefined) return 'Name it by its absolute path and list that under data; or mount it read-only.';
  return `Add to data: { path: ${path}, backup: <policy> }, or backup: none with because: <reason>; or mount it read-only.`;
}

/** A path as `data` may have it, in YAML; undefined for one that stands outside of the folder. */
function declarable(source: string): string | undefined {
  const path = source === '.' ? './' : source;
  return dataSchema.shape.path.safeParse(path).success ? yamlFlowString(path) : undefined;
}

function placeOf({ id }: Service, { container, index }: UndecidedPath['mounts'][0]): Place {
  return place('services', id, 'compose', 'services', container, 'volumes', index);
}

/** Whether an alias repeats it. */
function sameSpan(one: Place, other: Place, { spanOf }: Context): boolean {
  const [a, b] = [spanOf(one), spanOf(other)];
  return a.file === b.file && a.line === b.line && a.col === b.col;
}
