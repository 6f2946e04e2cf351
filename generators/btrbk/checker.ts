import { btrbkChecker } from './check/btrbk.ts';

export default [btrbkChecker];
