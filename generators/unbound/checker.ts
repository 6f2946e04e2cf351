import { unboundChecker } from './check/unbound.ts';

export default [unboundChecker];
