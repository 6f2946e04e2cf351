import type { UnitSection } from './systemd-unit.ts';

/** What no generated job needs, whatever it does (systemd.exec(5)). Each job adds what it can do without beside that. */
export const SANDBOX: UnitSection['settings'] = [
  ['ProtectSystem', 'strict'],
  ['NoNewPrivileges', 'yes'],
  ['PrivateTmp', 'yes'],
  ['ProtectClock', 'yes'],
  ['ProtectHostname', 'yes'],
  ['ProtectKernelTunables', 'yes'],
  ['ProtectKernelModules', 'yes'],
  ['ProtectKernelLogs', 'yes'],
  ['ProtectControlGroups', 'yes'],
  ['RestrictNamespaces', 'yes'],
  ['RestrictRealtime', 'yes'],
  ['LockPersonality', 'yes'],
  ['SystemCallArchitectures', 'native'],
];
