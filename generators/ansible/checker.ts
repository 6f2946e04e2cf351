import { argumentsChecker } from './check/arguments-checker.ts';
import { lintChecker } from './check/lint-checker.ts';
import { syntaxChecker } from './check/syntax-checker.ts';

export default [lintChecker, syntaxChecker, argumentsChecker];
