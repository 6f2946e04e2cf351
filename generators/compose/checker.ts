import { dockerDaemonChecker } from './check/docker-daemon.ts';

export default [dockerDaemonChecker];
