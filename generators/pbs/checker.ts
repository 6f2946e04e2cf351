import { pbsDatastoresChecker } from './check/pbs-datastores.ts';

export default [pbsDatastoresChecker];
