import { pbsAccessChecker } from './check/pbs-access.ts';
import { pbsDatastoresChecker } from './check/pbs-datastores.ts';

export default [pbsAccessChecker, pbsDatastoresChecker];
