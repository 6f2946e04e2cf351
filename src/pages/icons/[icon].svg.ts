import { readFile } from 'node:fs/promises';
import type { APIRoute, GetStaticPaths } from 'astro';
import { iconFile } from '../../data/icons.ts';
import { model } from '../../data/lab.ts';

/** Only the icons that the lab uses. */
export const getStaticPaths = (() => {
  const icons = new Set(model.services.flatMap(({ icon }) => (icon && iconFile(icon) ? [icon] : [])));
  return [...icons].map((icon) => ({ params: { icon }, props: { path: iconFile(icon) } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ path: string }> = async ({ props }) =>
  new Response(await readFile(props.path, 'utf8'), { headers: { 'content-type': 'image/svg+xml' } });
