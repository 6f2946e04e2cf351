import testbedTools from '../testbed/tool.ts';
import commonTools from '../tools/common.ts';
import type { Checker } from '../tools/verify/checker.ts';
import { systemdUnitChecker } from '../tools/verify/systemd-unit.ts';

/** Tools that belong to no system: those that judge files of many, and those that a testbed is made of. */
export const SHARED_TOOLS = [...commonTools, ...testbedTools] as const;

/** Checkers of what several systems write. */
export const SHARED_CHECKERS: readonly Checker[] = [systemdUnitChecker];
