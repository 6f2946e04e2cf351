import type { Stack } from '../../core/compose/stacks.ts';
import type { Model } from '../../core/contract.ts';
import { labSecrets } from '../../core/facts/secrets/secrets.ts';
import { generate } from '../../core/generate.ts';
import type { Service } from '../../core/model/service/service.ts';
import type { WantedFile } from '../../core/plan/change.ts';
import { readRuntime } from '../../core/read-runtime.ts';
import { systems } from '../../registry/systems.gen.ts';
import { containersOfStack } from '../ingress/images.ts';
import type { CastMachine } from './cast.ts';

/** Services of a machine that no other one waits for. */
function leaves({ services }: Model, { stacks }: CastMachine): readonly Stack[] {
  const needed = new Set(services.flatMap(({ needs }) => needs));
  return stacks.filter(({ service }) => !needed.has(service));
}

const imagesIn = (stack: Stack): string[] => containersOfStack(stack).map(([, container]) => String(container['image']));

/** A service with one image that no other service of the machine has. */
export function serviceToChange(model: Model, machine: CastMachine): { readonly stack: Stack; readonly image: string } | undefined {
  const others = (stack: Stack) => machine.stacks.filter((each) => each !== stack).flatMap(imagesIn);
  return leaves(model, machine).flatMap((stack) => {
    const [image, more] = new Set(imagesIn(stack));
    return image === undefined || more !== undefined || others(stack).includes(image) ? [] : [{ stack, image }];
  })[0];
}

/** A secret that services of this machine alone read, and nothing but services. */
export function secretToChange(
  model: Model,
  { id, stacks }: CastMachine,
  not: Service | undefined,
): { readonly secret: string; readonly readers: readonly Service[] } | undefined {
  return labSecrets(model).flatMap((secret) => {
    const paths = secret.files.map(({ path }) => path);
    const readers = stacks.filter(({ secretFiles }) => secretFiles.some(({ path }) => paths.includes(path))).map(({ service }) => service);
    const isHere = secret.files.length > 0 && secret.files.every(({ machine }) => machine.id === id);
    const areAll = paths.every((path) => stacks.some(({ secretFiles }) => secretFiles.some((file) => file.path === path)));
    return isHere && areAll && readers.length > 0 && !readers.some((service) => service === not) ? [{ secret: secret.id, readers }] : [];
  })[0];
}

/** A service with data that the lab can do without, and what is generated then; undefined where there is none. */
export function serviceToRemove(
  model: Model,
  machine: CastMachine,
  not: Service | undefined,
): { readonly stack: Stack; readonly files: readonly WantedFile[] } | undefined {
  const fitting = leaves(model, machine).filter(({ service }) => service !== not && service.data.some(({ path }) => path.startsWith('/')));
  for (const stack of fitting) {
    const files = filesWithout(model, stack.service);
    if (files) return { stack, files };
  }
  return undefined;
}

/** The files of the lab as they are when a service is gone from its inventory; undefined where others refer to it. */
function filesWithout(model: Model, service: Service): readonly WantedFile[] | undefined {
  try {
    const generated = generate({ ...model, services: model.services.filter((each) => each !== service) }, systems, [], readRuntime);
    return generated.ok ? generated.value : undefined;
  } catch {
    // What a generator takes for granted of every lab is no longer so.
    return undefined;
  }
}
