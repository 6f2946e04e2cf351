import type { ContainerEngine } from '../../core/compose/engine.ts';
import { dockerProxy } from './facts/docker-proxy.ts';
import { SETTINGS_PLACE } from './facts/places.ts';

const RESTART = 'systemctl restart docker';

export default {
  id: 'docker',
  name: 'Docker',
  title: 'Docker Engine',
  packages: ['docker.io', 'docker-compose'],
  folder: '/var/lib/docker',
  volumePlace: (name) => `/var/lib/docker/volumes/${name}/_data`,
  projectCommand: (file, variables) => `docker compose${variables === undefined ? '' : ` --env-file ${variables}`} --file ${file}`,
  list: { run: 'docker ps --all', running: 'Up' },
  settings: {
    path: (machine) => `infra/docker/${machine}/daemon.json`,
    apply: (file) => `install -D -m 0644 -- ${file} ${SETTINGS_PLACE} && ${RESTART}`,
    undo: `rm -f ${SETTINGS_PLACE} && ${RESTART}`,
  },
  sockets:
    /(^|\/)((docker|podman|containerd|buildkitd|crio|cri-dockerd|dockershim)\.sock|docker\.sock\.raw|(lxd|incus)\/(common\/lxd\/)?unix\.socket|libvirt-sock)$/,
  socketPlaces: [
    '/run/docker.sock',
    '/run/podman/podman.sock',
    '/run/containerd/containerd.sock',
    '/run/crio/crio.sock',
    '/run/buildkit/buildkitd.sock',
    '/run/libvirt/libvirt-sock',
    '/var/lib/incus/unix.socket',
    '/var/snap/lxd/common/lxd/unix.socket',
  ],
  // 2375 is the port of its API, 2376 that of its API over TLS.
  remote: /(?:\b[a-z]+:\/\/)?(?:[^@\s/]*@)?(?<host>\[[^\]\s]+\]|[\w.-]+):(?<port>237[56])\b/gi,
  clientVariable: /(?:\b(?:DOCKER|CONTAINER)_HOST\b["']?\s*[=:]\s*["']?|"docker"\s*:\s*\{[^{}]*"Host"\s*:\s*")(?<value>[^\s"';]+)/g,
  storedConnection:
    /(?:\b(?:DOCKER_CONTEXT|CONTAINER_CONNECTION)\b["']?\s*[=:]\s*["']?|"currentContext"\s*:\s*"|\bdocker(?:\s+-\S+)*\s+(?:--context|-c)[\s=]\s*|\bpodman(?:\s+-\S+)*\s+(?:--connection|-c)[\s=]\s*|\bdocker\s+context\s+use\s+)(?<value>[^\s"';]+)/g,
  ownLabels:
    /^(?:com\.docker|desktop\.docker|dev\.buildkit|io\.(?:buildah|buildkit|containerd|containers|cri|cri-containerd|kubernetes|podman)|nvidia|org\.systemd|run\.oci)\./i,
  port: 2375,
  folders: [
    '/var/lib/docker',
    '/var/lib/containerd',
    '/var/lib/containers',
    '/var/lib/kubelet',
    '/var/lib/rancher',
    '/etc/containerd',
    '/etc/docker',
    '/etc/kubernetes',
    '/etc/rancher',
    '/run/docker',
    '/run/k3s',
  ],
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
