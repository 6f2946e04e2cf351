import { vzdumpJobsChecker } from './check/vzdump-jobs.ts';

export default [vzdumpJobsChecker];
