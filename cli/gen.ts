import './fast-load.js';

// Dynamic, because static imports are all compiled before the first of them runs.
await import('./gen-run.ts');
