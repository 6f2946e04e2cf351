import type { APIRoute, GetStaticPaths } from 'astro';
import { reading } from '../../data/lab.ts';

/** The look itself, for machines. There is no such file when there is no look. */
export const getStaticPaths = (() =>
  reading.ok ? [{ params: { file: 'snapshot' }, props: { snapshot: reading.snapshot } }] : []) satisfies GetStaticPaths;

export const GET: APIRoute<{ snapshot: unknown }> = ({ props }) => Response.json(props.snapshot);
