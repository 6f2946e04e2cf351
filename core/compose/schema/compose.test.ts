import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkShape, dotted } from '../../parse/check-shape.ts';
import { composeSchema } from './compose.ts';

/** Mistakes of a document as `path: what is wrong`, in the words that a person reads. */
function mistakes(yaml: string): string[] {
  const found: string[] = [];
  checkShape(composeSchema, parse(yaml, { merge: true }), {
    label: '',
    at: (path) => {
      found.push(dotted('', path));
      return { file: '', line: 1, col: 1, endLine: 1, endCol: 1 };
    },
  });
  return found;
}

/** One service `web` with the given attributes, beside a service `db`, a volume `data` and a config `site`. */
function web(attributes: string): string {
  const indented = attributes.trim().replaceAll(/^/gm, '    ');
  return `services:\n  db: { image: "mariadb:11.4" }\n  web:\n    image: nginx:1.29\n${indented}\nvolumes: { data: }\nconfigs: { site: { file: ./site.conf } }\n`;
}

describe('accepts what upstream projects publish', () => {
  test.each([
    [
      'a reverse proxy',
      'command: ["--providers.docker=true"]\nports: ["80:80", "443:443/tcp", "443:443/udp"]\nlabels: ["traefik.enable=true"]\ndepends_on: [db]',
    ],
    [
      'ports in every form',
      'ports: [80, "8080:80", "127.0.0.1:8080:80", "127.0.0.1::80", "[::1]:80:80", "8000-8010:9000-9010", "${PORT:-80}:80", { target: 70, published: 0 }, { target: 80, published: "8080-8090", host_ip: 10.0.0.1, protocol: tcp, mode: host }]',
    ],
    [
      'volumes in every form',
      'volumes: ["/srv/web:/data:ro,z", "./conf:/etc/conf", "data:/var/lib", "/anonymous", { type: bind, source: /a, target: /b, bind: { create_host_path: false } }, { type: tmpfs, target: /t, tmpfs: { size: 64m, mode: 1777 } }]',
    ],
    [
      'environment as a map',
      'environment: { A: text, B: 1, C: 1.5, D: true, E: }\nenv_file: [./a.env, { path: ./b.env, required: false }]',
    ],
    ['environment as a list', 'environment: [A=1, B]\nenv_file: ./a.env'],
    [
      'a health check',
      'healthcheck: { test: ["CMD-SHELL", "curl -f http://localhost || exit 1"], interval: 1m30s, timeout: 10s, retries: 3, start_period: 40s, start_interval: 500ms }',
    ],
    ['a health check switched off', 'healthcheck: { disable: true }'],
    ['conditions of start', 'depends_on: { db: { condition: service_healthy, restart: true, required: true } }'],
    [
      'a GPU by reservation',
      'deploy: { resources: { limits: { cpus: "0.5", memory: 512M }, reservations: { devices: [{ driver: nvidia, count: all, capabilities: [gpu] }] } } }',
    ],
    ['a GPU by device', 'devices: ["/dev/dri:/dev/dri"]\ngroup_add: ["105", video]\ngpus: all'],
    [
      'limits',
      'mem_limit: 1.5g\nmemswap_limit: -1\nshm_size: 64mb\nulimits: { nofile: { soft: 1024, hard: 65536 }, nproc: 512 }\nsysctls: { net.core.somaxconn: 1024 }\npids_limit: 200\ncpus: "1.5"',
    ],
    ['networks with addresses', 'networks: { default: { aliases: [www], ipv4_address: 172.28.0.10 }, other: }'],
    ['the network of another container', 'network_mode: "service:db"'],
    [
      'hardening',
      'read_only: true\ntmpfs: ["/tmp:size=64m", /run]\ncap_drop: [ALL]\ncap_add: [NET_BIND_SERVICE]\nsecurity_opt: ["no-new-privileges:true"]\nuser: "1000:1000"\ninit: true',
    ],
    [
      'files',
      'secrets: [token, { source: key, target: /etc/key, uid: "1000", mode: 0440 }]\nconfigs: [{ source: site, target: /etc/site.conf }]',
    ],
    ['logging', 'logging: { driver: json-file, options: { max-size: 10m, max-file: 3 } }'],
    ['a build', 'build: { context: ., dockerfile: Dockerfile, args: [A=1], secrets: [token], platforms: [linux/amd64] }'],
    ['a watch', 'develop: { watch: [{ path: ./src, action: sync+restart, target: /app, ignore: [node_modules/] }] }'],
    [
      'addresses of hosts',
      'extra_hosts: ["host.docker.internal:host-gateway", "nas=10.0.0.2"]\ndns: 10.0.0.1\ndns_search: [lab.example.net]',
    ],
    ['hooks', 'post_start: [{ command: ["chown", "-R", "1000", "/data"], user: root }]\nstop_grace_period: 1m30s\nrestart: on-failure:5'],
    ['words of its own', 'x-backup: { any: thing }\nhealthcheck: { test: [NONE], x-why: none }'],
  ])('%s', (_title, attributes) => {
    expect(mistakes(web(attributes))).toEqual([]);
  });

  test('top-level keys, merged anchors and the obsolete version', () => {
    const yaml = `
version: "3.8"
name: stack
x-common: &common { restart: unless-stopped }
services:
  app: { <<: *common, image: app:1, networks: [back], secrets: [token] }
networks: { back: { internal: true, ipam: { config: [{ subnet: 172.28.0.0/16 }] } }, outer: { external: true, name: proxy } }
volumes: { data: , nfs: { driver: local, driver_opts: { type: nfs, o: "addr=10.0.0.2,rw" } } }
configs: { inline: { content: "a: 1" } }
secrets: { token: { file: ./token }, key: { environment: KEY } }
`;
    expect(mistakes(yaml)).toEqual([]);
  });
});

describe('refuses a wrong shape where it stands', () => {
  test.each([
    ['an unknown attribute', 'imagee: x', ['services.web.imagee']],
    [
      'a misspelt nested key beside a wrong value',
      'healthcheck: { tests: curl, interval: 30 }',
      ['services.web.healthcheck.interval', 'services.web.healthcheck.tests'],
    ],
    ['ports that are not a list', 'ports: "80:80"', ['services.web.ports']],
    ['a port above 65535', 'ports: ["80:80", "80:70000"]', ['services.web.ports[1]']],
    ['ranges of different length', 'ports: ["8000-8010:9000-9005"]', ['services.web.ports[0]']],
    ['a host name instead of an address', 'ports: ["proxy:80:80"]', ['services.web.ports[0]']],
    ['a long port without target', 'ports: [{ published: "80" }]', ['services.web.ports[0].target']],
    ['a volume with four parts', 'volumes: ["/a:/b:ro:rw"]', ['services.web.volumes[0]']],
    ['a volume with an unknown mode', 'volumes: ["/a:/b:banana"]', ['services.web.volumes[0]']],
    ['a volume that is not declared', 'volumes: ["dta:/b"]', ['services.web.volumes[0]']],
    ['a long volume without type', 'volumes: [{ source: /a, target: /b }]', ['services.web.volumes[0].type']],
    ['a nested value in environment', 'environment: { A: { b: c } }', ['services.web.environment.A']],
    ['a number in a list of texts', 'command: [sleep, 5]', ['services.web.command[1]']],
    ['a duration without a unit', 'stop_grace_period: 30', ['services.web.stop_grace_period']],
    ['an invalid size', 'mem_limit: lots', ['services.web.mem_limit']],
    ['a health check without its kind', 'healthcheck: { test: [curl, localhost] }', ['services.web.healthcheck.test']],
    ['a restart policy that does not exist', 'restart: sometimes', ['services.web.restart']],
    ['a condition left out', 'depends_on: { db: { restart: true } }', ['services.web.depends_on.db.condition']],
    ['a dependency that leads nowhere', 'depends_on: [dbs]', ['services.web.depends_on[0]']],
    ['a limit without its hard side', 'ulimits: { nofile: { soft: 1 } }', ['services.web.ulimits.nofile.hard']],
    ['a numeric user', 'user: 1000', ['services.web.user']],
    ['two kinds of network at once', 'network_mode: host\nnetworks: [default]', ['services.web.network_mode']],
    ['memory as a number', 'deploy: { resources: { limits: { memory: 1000 } } }', ['services.web.deploy.resources.limits.memory']],
    [
      'a device without capabilities',
      'deploy: { resources: { reservations: { devices: [{ count: 1 }] } } }',
      ['services.web.deploy.resources.reservations.devices[0].capabilities'],
    ],
    ['a config that is not declared', 'configs: [sites]', ['services.web.configs[0]']],
    ['a model that is not declared', 'models: { llm: { endpoint_var: LLM_URL } }', ['services.web.models.llm']],
  ])('%s', (_title, attributes, paths) => {
    expect(mistakes(web(attributes)).sort()).toEqual(paths);
  });

  test.each([
    ['no services', 'name: x', ['services']],
    ['an empty map of services', 'services: {}', ['services']],
    ['a service without content', 'services: { a: }', ['services.a']],
    ['a name with a space', 'services: { "a b": { image: x } }', ['services.a b']],
    ['an unknown key at the top', 'service: {}\nservices: { a: { image: x } }', ['service']],
    ['a name with capitals', 'name: Stack\nservices: { a: { image: x } }', ['name']],
    ['a driver of an external volume', 'services: { a: { image: x } }\nvolumes: { v: { external: true, driver: local } }', ['volumes.v']],
    ['a secret with two sources', 'services: { a: { image: x } }\nsecrets: { s: { file: ./s, environment: S } }', ['secrets.s']],
    [
      'a circle of dependencies',
      'services: { a: { image: x, depends_on: [b] }, b: { image: x, depends_on: [a] } }',
      ['services.a.depends_on[0]', 'services.b.depends_on[0]'],
    ],
  ])('%s', (_title, yaml, paths) => {
    expect(mistakes(yaml)).toEqual(paths);
  });
});
