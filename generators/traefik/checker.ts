import { traefikChecker } from './check/traefik.ts';

export default [traefikChecker];
