/** First line of a generated file, behind the sign of a comment. `core/runtime/install.sh` knows by it what is ours. */
export const HEADER = 'Generated from the inventory; edit that, then npm run gen.';
