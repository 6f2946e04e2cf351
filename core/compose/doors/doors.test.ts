import { describe, expect, it } from 'vitest';
import { systems } from '../../../registry/systems.gen.ts';
import type { ComposeFragment } from '../../model/service/service.ts';
import { engineIn } from '../engine-of.ts';
import { doorsOf } from './doors.ts';
import { hostPath } from './host-path.ts';

const engine = engineIn(systems);
const machine = { id: 'one', addresses: [{ ip: '10.0.0.9', ip6: 'fd00::9' }] };
const keysOf = (spec: object, rest: object = {}) =>
  doorsOf(
    { ...rest, services: { app: { image: 'app:1', ...spec }, ...(rest as { services?: object }).services } } as ComposeFragment,
    engine,
    machine,
  )
    .filter(({ container }) => container === 'app')
    .map(({ kind, key }) => (kind === 'socket' ? 'socket' : key));
const bind = (...volumes: unknown[]) => ({ volumes });

const local = (type: string, device: string, o = '') => ({ driver_opts: { type, device, o } });
const VOLUMES: readonly (readonly [volume: object | null, key?: string])[] = [
  [local('proc', 'proc'), '/proc'],
  [local('sysfs', 'x'), '/sys'],
  [local('sysfs', 'x', 'ro')],
  [local('devtmpfs', 'x', 'ro'), '/dev'],
  [local('cgroup2', 'x'), '/sys/fs/cgroup'],
  [local('ext4', 'UUID=1234'), 'UUID=1234'],
  [local('ext4', 'PARTLABEL=root'), 'PARTLABEL=root'],
  [local('zfs', 'rpool/data'), 'rpool/data'],
  [local('none', './../../../..', 'bind'), '../../../..'],
  [local('nfs', '/etc', 'addr=10.0.0.1,bind'), '/etc'],
  [local('nfs', ':/etc', 'addr=127.0.0.1'), '/etc'],
  [local('nfs4', 'localhost:/etc'), '/etc'],
  [local('nfs4', 'nas:/etc', 'addr=10.0.0.1')],
  [local('cifs', '//127.0.0.1/all'), 'vol'],
  [local('cifs', '//10.0.0.1/all')],
  [local('nfs', ':/srv', 'addr=10.0.0.9')],
  [local('nfs', ':/etc', 'addr=10.0.0.9,rw'), '/etc'],
  [local('nfs4', '[fd00::9]:/etc'), '/etc'],
  [local('nfs4', 'one:/etc'), '/etc'],
  [local('nfs4', 'One.lab.example.net.:/etc'), '/etc'],
  [local('nfs4', 'onerous:/etc')],
  [local('nfs', ':/etc', 'addr=0.0.0.0'), '/etc'],
  [local('nfs', ':/etc', 'addr=10.0.0.1,clientaddr=10.0.0.9')],
  [local('nfs', '${N}:/etc', 'rw'), 'vol'],
  [local('ceph', '10.0.0.1,10.0.0.9:/etc'), '/etc'],
  [local('cifs', '//nas/all', 'ip=10.0.0.9'), 'vol'],
  [local('cifs', '//ONE/all'), 'vol'],
  [local('cifs', '//nas/all', 'username=one')],
  [local('fuse.bindfs', '/etc'), 'vol'],
  [local('${T}', '/srv/x'), 'vol'],
  [local('tmpfs', 'tmpfs', 'size=64m')],
  [{ driver: 'local-persist', driver_opts: { mountpoint: '/etc' } }, 'vol'],
  [{ driver: 'local' }],
  [null],
];

const READ_DOORS =
  '/etc/docker /etc/pve /etc/wireguard /etc/ssl /etc/ssl/private/x.pem /etc/netplan /etc/NetworkManager /root/notes /home/me/.config /run/snapd.socket /run/docker/plugins /run/k3s /var/lib/kubelet /var/lib/rancher /var/lib/vz /var/lib/libvirt /var/backups'.split(
    ' ',
  );
const WRITE_DOORS =
  '/var/spool /etc/default /etc/logrotate.d /etc/dbus-1 /etc/polkit-1 /etc/grub.d /etc/kernel /etc/initramfs-tools /etc/tmpfiles.d /etc/modules-load.d /etc/fstab /etc/inittab /etc/nftables.conf /etc/alternatives /usr/share /usr/src /usr/local /var/lib/dpkg /snap /vmlinuz /run/udev /var/log /etc/ssl/certs'.split(
    ' ',
  );
const NO_DOORS =
  '/etc/localtime /etc/timezone /etc/machine-id /etc/os-release /etc/hostname /etc/resolv.conf /usr/share/zoneinfo /usr/local/share/app /etc/mosquitto /etc/app/config /etc/openvpn-as /opt/app /var/lib/app /var/log/app /home/me/app /run/app /srv/x /var/www'.split(
    ' ',
  );

describe('what leads from a container to its machine', () => {
  it.each<[what: string, spec: object, keys: readonly string[], rest?: object]>([
    ['the socket', bind('/var/run/docker.sock:/s:ro'), ['socket']],
    ['the socket by a long name', bind('//var/./run/../run//docker.sock:/s'), ['socket']],
    ['the socket of another engine', bind({ type: 'bind', source: '/run/podman/podman.sock', target: '/s' }), ['socket']],
    ['the socket of what runs engines', bind('/run/containerd/containerd.sock:/s'), ['socket']],
    ['the socket through a process', bind('/proc/1/root/var/run/docker.sock:/s'), ['socket']],
    ['a socket that is asked for', { use_api_socket: true }, ['socket']],
    ['the socket as a config', { configs: ['c'] }, ['socket'], { configs: { c: { file: '/run/docker.sock' } } }],
    ['the socket as a secret', { secrets: [{ source: 's', target: 'x' }] }, ['socket'], { secrets: { s: { file: '/run/docker.sock' } } }],
    ['mounts of one that has it', { volumes_from: ['other:ro'] }, ['socket'], { services: { other: bind('/run/docker.sock:/s') } }],
    ['mounts of one that is unknown', { volumes_from: ['container:other:ro'] }, ['container:other']],
    [
      'a volume that is a folder',
      bind('vol:/x'),
      ['/run'],
      { volumes: { vol: { driver_opts: { type: 'none', o: 'bind', device: '/var/run' } } } },
    ],
    [
      'a volume that is a disk',
      bind('vol:/x'),
      ['/dev/sdb1'],
      { volumes: { vol: { driver_opts: { type: 'ext4', device: '/dev/sdb1' } } } },
    ],
    [
      'a volume over folders',
      bind('vol:/x'),
      ['/etc'],
      { volumes: { vol: { driver_opts: { type: 'overlay', o: 'lowerdir=/etc,upperdir=/u' } } } },
    ],
    [
      'a volume of another machine',
      bind('vol:/x'),
      [],
      { volumes: { vol: { driver_opts: { type: 'nfs', o: 'addr=10.0.0.1', device: ':/etc' } } } },
    ],
    ...['READ', 'WRITE'].flatMap((which) =>
      (which === 'READ' ? READ_DOORS : WRITE_DOORS).map((path): [string, object, readonly string[]] => [
        `${path}, ${which === 'READ' ? 'even' : 'not'} read-only`,
        bind(`${path}:/x`, `${path}:/y:ro`),
        which === 'READ' ? [path, path] : [path],
      ]),
    ),
    ['what an application keeps, and what tells the time and the name', bind(...NO_DOORS.map((path) => `${path}:/x`)), []],
    ...VOLUMES.map(([volume, key]): [string, object, readonly string[], object] => [
      `a volume ${JSON.stringify(volume)}`,
      bind('vol:/x'),
      key === undefined ? [] : [key],
      { volumes: { vol: volume } },
    ]),
    ['all of the machine', bind('/:/rootfs:ro'), ['/']],
    ['what holds the socket', bind('/run:/host/run:ro', '/var:/host/var'), ['/run', '/var']],
    ['what holds sockets of users', bind('/run/user/1000:/x'), ['/run/user/1000']],
    [
      'the data of every container',
      bind('/var/lib/docker:/x:ro', '/var/lib/docker/containers:/y:ro', '/var/lib:/z'),
      ['/var/lib/docker', '/var/lib/docker/containers', '/var/lib'],
    ],
    ['one volume', bind('/var/lib/docker/volumes/app_data/_data/x:/x'), []],
    [
      'keys',
      bind('/etc:/e:ro', '/etc/shadow:/s:ro', '/etc/ssh/x:/k:ro', '~:/r', '~/.ssh/id:/i:ro', '/home:/h'),
      ['/etc', '/etc/shadow', '/etc/ssh/x', '/root', '/root/.ssh/id', '/home'],
    ],
    [
      'what root runs',
      bind('/etc/cron.d:/c', '/etc/systemd/system:/s', '/usr/bin/docker:/usr/bin/docker', '/bin:/b'),
      ['/etc/cron.d', '/etc/systemd/system', '/usr/bin/docker', '/usr/bin'],
    ],
    ['the same, only to read', bind('/etc/passwd:/p:ro', '/usr/bin/docker:/d:ro', '/lib/modules:/m:ro'), []],
    [
      'files of one thing',
      bind('/etc/localtime:/etc/localtime', '/etc/letsencrypt:/l', '/srv/x:/x', '/opt/app/run:/y', './data:/z', 'data:/d'),
      [],
    ],
    ['the kernel', bind('/proc:/p', '/sys/fs/cgroup:/c:rw'), ['/proc', '/sys/fs/cgroup']],
    ['the kernel, only to read', bind('/proc:/host/proc:ro', '/sys:/host/sys:ro,rslave'), []],
    ['the bus', bind('/run/dbus/system_bus_socket:/s:ro'), ['/run/dbus/system_bus_socket']],
    ['the repository and above', bind('../..:/x', '../../../../..:/y:ro', '../../../app/a.conf:/z:ro'), ['../..', '../../../../..']],
    ['a folder that the machine decides', bind('${WHERE}/x:/x'), ['${WHERE}/x']],
    ['a name with a dollar', bind('/srv/$$x:/x'), []],
    ['all rights', { privileged: true, cap_add: ['ALL'], devices: ['/dev/sda'], security_opt: ['seccomp=unconfined'] }, ['privileged']],
    ['all rights by a word', { privileged: 'yes' }, ['privileged']],
    ['all rights of a command', { post_start: [{ command: 'x', privileged: true }] }, ['privileged']],
    ['all rights of a build', { build: { context: '.', privileged: true } }, ['privileged']],
    [
      'a build without a guard',
      { build: { context: '.', entitlements: ['network.host', 'security.insecure'] } },
      ['privileged', 'build.network'],
    ],
    [
      'namespaces',
      { pid: 'host', ipc: 'host', uts: 'host', cgroup: 'host', userns_mode: 'host', network_mode: 'host' },
      ['network_mode', 'pid', 'ipc', 'uts', 'cgroup', 'userns_mode'],
    ],
    [
      'rights of root',
      { cap_add: ['all', 'CAP_SYS_ADMIN', 'sys_module', 'DAC_READ_SEARCH', 'SYS_RAWIO', 'BPF'] },
      ['ALL', 'SYS_ADMIN', 'SYS_MODULE', 'DAC_READ_SEARCH', 'SYS_RAWIO', 'BPF'],
    ],
    ['rights in its own namespaces', { cap_add: ['NET_ADMIN', 'SYS_PTRACE', 'SYS_NICE', 'SYS_TIME'] }, []],
    [
      'the same on the machine',
      { cap_add: ['NET_ADMIN', 'SYS_PTRACE'], pid: 'host', network_mode: 'host' },
      ['network_mode', 'pid', 'NET_ADMIN', 'SYS_PTRACE'],
    ],
    [
      'a right on a borrowed network',
      { cap_add: ['NET_ADMIN'], network_mode: 'service:other' },
      ['network_mode', 'NET_ADMIN'],
      { services: { other: { network_mode: 'host' } } },
    ],
    [
      'a right over borrowed processes',
      { cap_add: ['SYS_PTRACE'], pid: 'service:other', ipc: 'service:other' },
      ['pid', 'SYS_PTRACE'],
      { services: { other: { pid: 'service:third', ipc: 'shareable' }, third: { pid: 'host' } } },
    ],
    [
      'what is of a container of another project',
      { cap_add: ['NET_ADMIN', 'SYS_PTRACE'], network_mode: 'container:x', pid: 'container:x', ipc: 'container:x' },
      ['network_mode', 'pid', 'ipc', 'NET_ADMIN', 'SYS_PTRACE'],
    ],
    [
      'what no engine has for the container alone',
      { network_mode: 'other_default', pid: 'x', ipc: 'ns:/proc/1/ns/ipc', cap_add: ['NET_ADMIN', 'SYS_PTRACE'] },
      ['network_mode', 'pid', 'ipc', 'NET_ADMIN', 'SYS_PTRACE'],
    ],
    ['what every engine has for it', { network_mode: 'bridge', ipc: 'shareable', cgroup: 'private', uts: '', userns_mode: 'keep-id' }, []],
    ['credentials of the machine', { credential_spec: { file: 'x.json' } }, ['credential_spec']],
    ['a stored connection', { environment: { DOCKER_CONTEXT: 'nas' } }, ['socket']],
    ['a stored connection of another client', { environment: ['CONTAINER_CONNECTION=nas'] }, ['socket']],
    ['a stored connection in a command', { command: 'sh -c "docker --context nas ps"' }, ['socket']],
    ['a stored connection in words', { entrypoint: ['docker'], command: ['--context', 'nas', 'ps'] }, ['socket']],
    ['a stored connection in a hook', { post_start: [{ command: 'docker context use nas' }] }, ['socket']],
    ['a stored connection in a config', { configs: ['c'] }, ['socket'], { configs: { c: { content: '{"currentContext": "nas"}' } } }],
    ['no stored connection', { environment: { DOCKER_CONTEXT: 'default', X: '' }, command: 'docker compose -f x' }, []],
    ['what borrows in a circle', { pid: 'service:other' }, [], { services: { other: { pid: 'service:app' } } }],
    [
      'disks and memory',
      { devices: ['/dev/sda:/dev/xvda:r', { source: '/dev/mem', target: '/m' }, '/dev/mapper/vg-root', '/dev/pve/vm-1', '/dev'] },
      ['/dev/sda', '/dev/mem', '/dev/mapper/vg-root', '/dev/pve/vm-1', '/dev'],
    ],
    [
      'other devices',
      {
        devices: [
          '/dev/dri',
          '/dev/net/tun',
          '/dev/bus/usb',
          '/dev/ttyUSB0',
          '/dev/serial/by-id/x:/dev/tty',
          '/dev/snd',
          'nvidia.com/gpu=all',
        ],
      },
      [],
    ],
    [
      'rules for devices',
      { device_cgroup_rules: ['a *:* rwm', 'b 8:* rmw', 'c *:* rwm', 'c 1:1 r', 'odd'] },
      ['a *:* rwm', 'b 8:* rmw', 'c *:* rwm', 'c 1:1 r', 'odd'],
    ],
    ['rules for harmless devices', { device_cgroup_rules: ['c 188:* rwm', 'c 10:200 rwm'] }, []],
    [
      'filters that are off',
      {
        security_opt: [
          'seccomp:unconfined',
          'apparmor=unconfined',
          'systempaths=unconfined',
          'no-new-privileges:false',
          'label:disable',
          'unmask=ALL',
        ],
      },
      ['seccomp', 'apparmor', 'systempaths', 'no-new-privileges', 'label', 'unmask'],
    ],
    [
      'how it is run',
      { runtime: 'odd', cgroup_parent: '/x', provider: { type: 'x' }, annotations: { 'run.oci.keep_original_groups': '1', a: 'b' } },
      ['runtime', 'cgroup_parent', 'provider', 'run.oci.keep_original_groups'],
    ],
    ['a usual way to be run', { runtime: 'nvidia', cgroup_parent: '' }, []],
    ['variables of root', { env_file: ['/srv/app.env', { path: '/etc/shadow' }] }, ['/etc/shadow']],
    [
      'how it is built',
      { build: { context: '/', network: 'host', ssh: ['default'], additional_contexts: ['k=/root/.ssh', 'o=/srv/o'] } },
      ['/', '/root/.ssh', 'build.network', 'build.ssh'],
    ],
    ['a build of its own', { build: { context: './app', network: 'none' } }, []],
    ['a place on the wire', { networks: ['lan', 'own'] }, ['lan'], { networks: { lan: { driver: 'macvlan' }, own: {} } }],
    ['a usual place on the wire', {}, ['default'], { networks: { default: { driver: 'ipvlan' } } }],
    ['filters that are on', { security_opt: ['no-new-privileges', 'no-new-privileges:true', 'seccomp=builtin', 'label:type:app_t'] }, []],
    ['a filter of its own', { security_opt: ['seccomp=./all.json'] }, ['seccomp']],
  ])('%s', (_what, spec, keys, rest) => {
    expect(keysOf(spec, rest)).toEqual(keys);
  });

  it('knows a path by one name', () => {
    expect(['/var/run/', '//etc//./ssh', '/a/../..', '/bin/sh', '/proc/self/root', './x/..', '~/y'].map(hostPath)).toEqual([
      '/run',
      '/etc/ssh',
      '/',
      '/usr/bin/sh',
      '/',
      '.',
      '/root/y',
    ]);
  });
});
