import { gitIgnoreChecker } from './check/git-ignore.ts';

export default [gitIgnoreChecker];
