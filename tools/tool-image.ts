import { repository } from './places.ts';
import { lastLines, run } from './process.ts';
import type { ToolImage } from './tool.ts';
import { versionIn } from './version.ts';

/** The program that runs an image in place of a tool. */
export const IMAGE_RUNNER = 'docker';

/**
 * Words that run an image with `docker`, the path of that program, and the version of its name; or why it cannot be run. The image is
 * pulled.
 */
export async function viaImage(
  image: ToolImage,
  docker: string | undefined,
): Promise<{ readonly argv: string[]; readonly version: string } | { readonly missing: string }> {
  if (docker === undefined) return { missing: `no ${IMAGE_RUNNER} to run its image with` };
  const engine = await run([docker, 'version', '--format', '{{.Server.Version}}'], { timeoutMs: 10_000 });
  if (engine.code !== 0) return { missing: 'no Docker Engine answers to run its image' };
  const present = await run([docker, 'image', 'inspect', image.ref], { timeoutMs: 10_000 });
  if (present.code !== 0) {
    const pulled = await run([docker, 'pull', '--quiet', image.ref], { timeoutMs: 600_000 });
    if (pulled.code !== 0) return { missing: `the image ${image.ref} cannot be pulled (${lastLines(pulled, 1)})` };
  }
  return { argv: imageArgv(docker, image), version: versionIn(image.ref) ?? '' };
}

/** The words that run an image in place of a program. It sees the repository only, read-only and at the same path. */
export function imageArgv(docker: string, image: ToolImage, root = repository): string[] {
  return [
    docker,
    'run',
    '--rm',
    '--interactive',
    '--network',
    image.network,
    '--volume',
    `${root}:${root}:ro`,
    '--workdir',
    root,
    '--entrypoint',
    image.entrypoint,
    image.ref,
  ];
}
