import { afterAll } from 'vitest';
import { renderedRoot } from '../labs/rendered-root.ts';

/** The reference lab as a separate repository, which the pages are built from; made once for each file of tests, and taken away after it. */
export const reference = await renderedRoot();

afterAll(() => reference.remove());
