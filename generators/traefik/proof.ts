import type { SystemProof } from '../../testbed/system-proof.ts';
import { readsUsersFrom } from './facts/users-files.ts';
import { adapt, certificates } from './proof/adapt.ts';
import { expectedHeaders } from './proof/expected-headers.ts';
import { image, obstacle } from './proof/image.ts';

export default {
  ingress: {
    obstacle,
    image,
    adapt,
    certificates,
    readsUsersFrom,
    headers: expectedHeaders,
    isRateLimit: ({ native }) => native?.kind === 'rateLimit',
    ownPage: { path: 'api/version', holds: '"Version"', title: 'Traefik’s own API' },
    ports: [8082],
  },
} as const satisfies SystemProof;
