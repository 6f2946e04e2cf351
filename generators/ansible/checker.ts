import { argumentsChecker } from './check/arguments-checker.ts';
import { inventoryChecker } from './check/inventory-checker.ts';
import { lintChecker } from './check/lint-checker.ts';
import { pluginChecker } from './check/plugin-checker.ts';
import { settingsChecker } from './check/settings-checker.ts';
import { syntaxChecker } from './check/syntax-checker.ts';
import { textsChecker } from './check/texts-checker.ts';

export default [lintChecker, syntaxChecker, argumentsChecker, inventoryChecker, pluginChecker, settingsChecker, textsChecker];
