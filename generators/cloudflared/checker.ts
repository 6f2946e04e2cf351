import { ownSchemaChecker } from '../../tools/verify/own-schema.ts';
import { cloudflaredChecker } from './check/cloudflared.ts';
import { configSchema } from './files/config-schema.ts';

export default [
  cloudflaredChecker,
  // It cannot be installed everywhere, and takes misspelt keys.
  ownSchemaChecker('cloudflared-config', 'cloudflared', configSchema),
];
