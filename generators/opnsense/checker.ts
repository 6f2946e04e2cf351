import { opnsenseChecker } from './check/opnsense.ts';

export default [opnsenseChecker];
