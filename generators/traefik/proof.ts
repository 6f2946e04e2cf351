import type { SystemProof } from '../../testbed/system-proof.ts';
import { middlewaresOf } from './facts/routed-middlewares.ts';
import { adapt, certificates } from './proof/adapt.ts';
import { expectedHeaders } from './proof/expected-headers.ts';
import { image, obstacle } from './proof/image.ts';

export default {
  ingress: {
    obstacle,
    image,
    adapt,
    certificates,
    readsUsersFrom: (model, secret) =>
      middlewaresOf(model).some(({ traefik: form }) => {
        const { usersFile } = (form['basicAuth'] ?? {}) as { usersFile?: string };
        return usersFile === `/run/secrets/${secret}`;
      }),
    headers: expectedHeaders,
    isRateLimit: ({ native }) => native?.kind === 'rateLimit',
    ownPage: { path: 'api/version', holds: '"Version"', title: 'Traefik’s own API' },
    ports: [8082],
  },
} as const satisfies SystemProof;
