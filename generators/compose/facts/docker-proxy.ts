import type { EngineApiProxy } from '../../../core/compose/engine.ts';

const PORT = 2375;
const IMAGE = 'tecnativa/docker-socket-proxy:v0.4.2';

/**
 * The proxy before the Docker socket. It holds the socket, so no other container has to; `POST: 0` refuses everything that changes something.
 * Source: README of tecnativa/docker-socket-proxy, whose variables name the sections of the Docker API.
 */
export const dockerProxy = {
  container: 'docker-proxy',
  port: PORT,
  network: 'docker-api',
  fragment(allow, image = IMAGE) {
    // These three are open unless they are closed; a client cannot do without the last two.
    const sections = { EVENTS: 0, PING: 1, VERSION: 1, ...Object.fromEntries(allow.map((section) => [section.toUpperCase(), 1])), POST: 0 };
    return {
      image,
      environment: sections,
      volumes: ['/var/run/docker.sock:/var/run/docker.sock:ro'],
      read_only: true,
      tmpfs: ['/run', '/tmp'],
      security_opt: ['no-new-privileges:true'],
      cap_drop: ['AUDIT_WRITE', 'MKNOD', 'NET_RAW', 'SETFCAP', 'SETPCAP'],
      mem_limit: '64m',
      healthcheck: {
        test: ['CMD', 'wget', '-q', '--spider', `http://127.0.0.1:${PORT}/_ping`],
        interval: '30s',
        timeout: '5s',
        retries: 3,
      },
    };
  },
} as const satisfies EngineApiProxy;
