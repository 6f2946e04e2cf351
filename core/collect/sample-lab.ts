import { systems } from '../../registry/systems.gen.ts';
import type { Model } from '../contract.ts';
import { loadSources } from '../load.ts';

/** For tests: two hosts, a guest, an ingress, a login, a need, something planned. */
export const SAMPLE = `
lab:
  title: Test lab
  domain: lab.example.net
  ingress: traefik
  prometheus: { service: prometheus, url: 'http://10.10.20.5:9090' }
networks:
  mgmt: { title: Management, role: management, vlan: 10, cidr: 10.10.10.0/24 }
  apps: { title: Apps, role: apps, vlan: 20, cidr: 10.10.20.0/24 }
middlewares:
  auth: { traefik: { basicAuth: { usersFile: /run/secrets/users } } }
hosts:
  srv-1:
    title: SRV-1
    role: Docker host
    addresses: { mgmt: 10.10.10.5, apps: 10.10.20.5 }
    docker: { endpoint: 'tcp://10.10.20.5:2375' }
    health: { tcp: 22 }
  srv-2:
    title: SRV-2
    role: Virtualization host
    addresses: { mgmt: 10.10.10.6 }
    health: { http: /, port: 8006, scheme: https, status: [200] }
guests:
  media:
    title: Media
    type: vm
    vmid: 131
    host: srv-2
    addresses: { apps: 10.10.20.31 }
    docker: { endpoint: 'unix:///var/run/docker.sock' }
    health: { tcp: 22 }
    backup: none
    because: made again from the inventory
services:
  traefik:
    title: Traefik
    runs-on: srv-1
    network: apps
    health: { tcp: 443 }
    ports: [{ port: 443, what: HTTPS }]
    compose: { services: { traefik: { image: 'traefik:v3.6.4', ports: ['443:443'] } } }
  vault:
    title: Vaultwarden
    runs-on: srv-1
    network: apps
    expose: [{ host: vault, container: vault, port: 80, to: [lan], open: it has a login of its own }]
    health: { http: /alive, status: [200] }
    compose: { services: { vault: { image: 'vaultwarden/server:1.34.3' } } }
  pdf:
    title: BentoPDF
    runs-on: srv-1
    network: apps
    expose: [{ host: pdf, container: pdf, port: 8080, to: [lan], middlewares: [auth] }]
    health: { http: /, status: [200] }
    compose: { services: { pdf: { image: 'bentopdfteam/bentopdf:1.11.2' } } }
  db:
    title: Database
    runs-on: srv-1
    network: apps
    health: { tcp: 5432 }
    ports: [{ port: 5432, what: PostgreSQL }]
    compose: { services: { db: { image: 'postgres:17', ports: ['5432:5432'] } } }
  wiki:
    title: Wiki
    runs-on: srv-1
    network: apps
    needs: [db]
    health: { http: /, port: 3000, status: [200] }
    ports: [{ port: 3000, what: HTTP }]
    compose: { services: { wiki: { image: 'wiki:2', ports: ['3000:3000'] }, job: { image: 'wiki:2', restart: 'no' } } }
  prometheus:
    title: Prometheus
    runs-on: srv-1
    network: apps
    health: { http: /-/ready, port: 9090, status: [200] }
    ports: [{ port: 9090, what: HTTP }]
    compose: { services: { prometheus: { image: 'prom/prometheus:v3.5.3', ports: ['9090:9090'] } } }
  jellyfin:
    title: Jellyfin
    runs-on: media
    network: apps
    expose: [{ host: media, container: jellyfin, port: 8096, to: [lan], open: it has a login of its own }]
    health: { http: /health, status: [200] }
    compose: { services: { jellyfin: { image: 'jellyfin/jellyfin:10.11.3', ports: ['8096:8096'] } } }
  later:
    title: Later
    planned: true
    runs-on: srv-1
    network: apps
    health: { tcp: 9 }
    compose: { services: { later: { image: 'later:1' } } }
`;

/** The resolved {@link SAMPLE}, or of another inventory text; throws with its mistakes. */
export function sampleLab(text = SAMPLE): { readonly model: Model } {
  const result = loadSources([{ path: 'inventory/lab.yaml', text }], systems);
  if (!result.ok) throw new Error(result.diagnostics.map(({ message, at }) => `${at?.line}:${at?.col} ${message}`).join('\n'));
  return result.value;
}
