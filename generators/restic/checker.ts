import { resticListsChecker } from './check/restic-lists.ts';

export default [resticListsChecker];
