import { ownSchemaChecker } from '../../tools/verify/own-schema.ts';
import { crowdsecChecker } from './check/crowdsec.ts';
import { workerSchema } from './files/worker-schema.ts';

export default [
  crowdsecChecker,
  // The bouncer's own test takes any key.
  ownSchemaChecker('worker-bouncer', 'Worker bouncer', workerSchema),
];
