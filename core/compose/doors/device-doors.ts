import type { KeyPath } from '../../parse/locate.ts';
import { asSpec, listed, type Opening, type Spec } from './door.ts';
import { isRawDevice } from './host-folders.ts';
import { hostPath } from './host-path.ts';

type Placed = readonly [path: KeyPath, opening: Opening];

/** Devices and rules for devices that lead to the disks or the memory of the machine. */
export function deviceDoors({ devices, device_cgroup_rules }: Spec): readonly Placed[] {
  const found = (Array.isArray(devices) ? devices : []).flatMap((entry: unknown, index): Placed[] => {
    const source = typeof entry === 'string' ? entry.split(':')[0] : asSpec(entry)['source'];
    const path = typeof source === 'string' ? hostPath(source) : '';
    if (path.includes('${'))
      return [[['devices', index], { kind: 'device', key: path, what: `has ${source}, a device that is decided on the machine` }]];
    if (!isRawDevice(path)) return [];
    const what = `has ${path}, by which it gets at the disks or the memory of the machine`;
    return [[['devices', index], { kind: 'device', key: path, what }]];
  });
  const rules = listed(device_cgroup_rules).flatMap((rule, index): Placed[] =>
    isWideRule(rule)
      ? [
          [
            ['device_cgroup_rules', index],
            { kind: 'device', key: rule, what: `may make the devices ${rule}, its disks or its memory among them` },
          ],
        ]
      : [],
  );
  return [...found, ...rules];
}

/** Disks are block devices, the memory is character device 1. Whoever may make one has it. Source: devices.txt of the kernel. */
function isWideRule(rule: string): boolean {
  const [, type, major, minor = ''] = /^\s*([abc])\s+(\d+|\*):(\d+|\*)\s+[rwm]+\s*$/.exec(rule) ?? [];
  if (type === 'c') return major === '*' || (major === '1' && ['*', '1', '2', '4', '11'].includes(minor));
  return true;
}
