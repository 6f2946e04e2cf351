import type { APIRoute } from 'astro';
import { bundle } from '../data/bundle.ts';

/** The printable bundle. It has its own policy, since it is opened from a disk, too. */
export const GET: APIRoute = async () => new Response((await bundle()).html, { headers: { 'content-type': 'text/html; charset=utf-8' } });
