const GROUPS = ['Media', 'Photos', 'Documents', 'Home automation', 'Monitoring', 'Development', 'Games', 'Finance', 'Network', 'Learning'];

/** An inventory with that many Docker hosts and exposed services with backups, evenly spread over hosts, and the service that writes these. */
export function bigLab(hosts: number, services: number): string {
  const lines = [
    'lab: { title: Big, domain: big.example.net, ingress: proxy }',
    'networks: { lan: { title: LAN, role: apps, vlan: 10, cidr: 10.0.0.0/16, gateway: 10.0.0.1 } }',
    'targets: { nas: { title: NAS, medium: nas } }',
    'repositories: { r: { title: Restic, type: restic, target: nas, service: r, location: /r } }',
    'policies: { p: { title: Nightly, to: [r], schedule: daily, keep: { daily: 7 }, rpo: 24h, rto: 4h } }',
    'hosts:',
  ];
  for (let host = 0; host < hosts; host++)
    lines.push(`  h${host}: { title: Host ${host}, role: Docker host, addresses: { lan: 10.0.0.${10 + host} }, docker: {} }`);
  lines.push(
    'services:',
    '  r: { title: Restic, group: Backup, runs-on: h0, health: { none: x }, secrets: { repository-password: { what: x, kept: x } } }',
    "  proxy: { title: Proxy, group: Ingress, runs-on: h0, health: { none: x }, compose: { services: { proxy: { image: 'traefik:3.6' } } } }",
  );
  for (let service = 0; service < services; service++) {
    const port = 3000 + service;
    const fragment = `services: { c${service}: { image: 'x:1', ports: ['${port}:${port}'], volumes: ['data:/d'] } }, volumes: { data: {} }`;
    const expose = `[{ host: s${service}, container: c${service}, port: ${port}, to: [lan], open: x }]`;
    lines.push(
      `  s${service}: { title: Service ${service}, group: ${GROUPS[Math.floor(service / hosts) % GROUPS.length]}, runs-on: h${service % hosts}, expose: ${expose}, health: { none: x }, data: [{ path: data, backup: p }], compose: { ${fragment} } }`,
    );
  }
  return `${lines.join('\n')}\n`;
}
