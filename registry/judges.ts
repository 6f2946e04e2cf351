import type { Judges } from '../tools/verify/verify-files.ts';
import { catalog } from './catalog.ts';
import { checkers } from './checkers.gen.ts';
import { SHARED_CHECKERS } from './shared.ts';

/** Everything that can be asked to take a file, of all systems. */
export const judges: Judges = { checkers: [...SHARED_CHECKERS, ...Object.values(checkers).flat()], tools: catalog };
