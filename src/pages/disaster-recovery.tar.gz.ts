import type { APIRoute } from 'astro';
import { bundle } from '../data/bundle.ts';

/** The same with the files that it is about. */
export const GET: APIRoute = async () =>
  new Response(Buffer.from((await bundle()).archive), { headers: { 'content-type': 'application/gzip' } });
