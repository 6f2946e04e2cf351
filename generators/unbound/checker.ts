import { unboundChecker } from '../../tools/verify/name-server.ts';

export default [unboundChecker];
