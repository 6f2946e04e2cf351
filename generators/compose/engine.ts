import type { ContainerEngine } from '../../core/compose/engine.ts';
import { dockerProxy } from './facts/docker-proxy.ts';

export default {
  name: 'Docker',
  // `defaultCapabilities` in moby's `oci/caps`.
  defaultCapabilities: [
    'AUDIT_WRITE',
    'CHOWN',
    'DAC_OVERRIDE',
    'FOWNER',
    'FSETID',
    'KILL',
    'MKNOD',
    'NET_BIND_SERVICE',
    'NET_RAW',
    'SETFCAP',
    'SETGID',
    'SETPCAP',
    'SETUID',
    'SYS_CHROOT',
  ],
  apiProxy: dockerProxy,
} as const satisfies ContainerEngine;
