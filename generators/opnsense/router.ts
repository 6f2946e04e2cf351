import type { RouterRole } from '../../core/roles/router.ts';
import { deviceOf } from './facts/device-of.ts';

const SSH = 22;
const WEB_INTERFACE = 443;

export const opnsenseRouter = {
  kind: 'opnsense',
  title: 'OPNsense',
  byDefault: false,
  isMachine: false,
  adminPorts: [SSH, WEB_INTERFACE],
  interfaceIn: deviceOf,
} as const satisfies RouterRole;
