/** Container that lets its own project read some of the Docker API. */
export const DOCKER_PROXY = 'docker-proxy';
export const DOCKER_API_PORT = 2375;
/** Where the proxy answers within its project. */
export const DOCKER_API_ENDPOINT = `tcp://${DOCKER_PROXY}:${DOCKER_API_PORT}`;
/** Network of the project between the proxy and the container that asks. It has no way out. */
export const DOCKER_API_NETWORK = 'docker-api';

/**
 * The fragment of such a proxy. It holds the socket, so nobody else has to; `POST: 0` refuses everything that changes something.
 * Source: README of tecnativa/docker-socket-proxy, whose variables name the sections of the Docker API.
 */
export function dockerProxyFragment(image: string, allow: readonly string[]): Readonly<Record<string, unknown>> {
  // These three are open unless they are closed; a client cannot do without the last two.
  const sections = { EVENTS: 0, PING: 1, VERSION: 1, ...Object.fromEntries(allow.map((section) => [section.toUpperCase(), 1])), POST: 0 };
  return {
    image,
    environment: sections,
    volumes: ['/var/run/docker.sock:/var/run/docker.sock:ro'],
    tmpfs: ['/run', '/tmp'],
    mem_limit: '64m',
    healthcheck: {
      test: ['CMD', 'wget', '-q', '--spider', `http://127.0.0.1:${DOCKER_API_PORT}/_ping`],
      interval: '30s',
      timeout: '5s',
      retries: 3,
    },
  };
}
