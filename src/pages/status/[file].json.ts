import type { APIRoute, GetStaticPaths } from 'astro';
import { reading } from '../../data/lab.ts';

/** The snapshot itself, for programs. There is no such file without a snapshot. */
export const getStaticPaths = (() =>
  reading.ok ? [{ params: { file: 'snapshot' }, props: { snapshot: reading.snapshot } }] : []) satisfies GetStaticPaths;

export const GET: APIRoute<{ snapshot: unknown }> = ({ props }) => Response.json(props.snapshot);
