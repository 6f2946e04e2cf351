/** Secret of the tunnel's service that holds what logs in to the edge. */
export const CREDENTIALS = 'tunnel-credentials';
