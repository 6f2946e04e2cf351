import type { Model } from '../../core/contract.ts';
import { loadSources } from '../../core/load.ts';
import { systems } from '../../registry/systems.gen.ts';

/** A lab with an ingress, a tunnel and two networks that one can visit from. */
const INVENTORY = `
lab: { title: Ingress, domain: lab.example.net, ingress: traefik, tunnel: cloudflared, router: { trunk: lan0 } }
networks:
  apps: { title: Apps, role: apps, vlan: 20, cidr: 10.77.20.0/24, gateway: 10.77.20.1, dhcp: { from: 10.77.20.200, to: 10.77.20.253 } }
  guest: { title: Guests, role: guest, vlan: 60, cidr: 10.77.60.0/24, gateway: 10.77.60.1 }
  storage: { title: Storage, role: storage, cidr: 10.77.40.0/24 }
hosts:
  one: { title: One, role: Docker host, addresses: { apps: 10.77.20.254, storage: 10.77.40.11 }, docker: {} }
  two: { title: Two, role: Server, addresses: { apps: 10.77.20.12 } }
middlewares:
  home: { networks: [guest] }
  login: { traefik: { basicAuth: { usersFile: /run/secrets/users } } }
services:
  traefik:
    title: Traefik
    runs-on: one
    secrets: { users: { what: logins }, token: { what: token } }
    docker-api: { allow: [containers, events, networks] }
    compose:
      services:
        traefik:
          image: "traefik:v3.6.24"
          ports: ["10.77.20.254:80:80", "10.77.20.254:443:443"]
  cloudflared: { title: Cloudflared, runs-on: one, needs: [traefik], compose: { services: { cloudflared: { image: "cloudflared:1" } } } }
  site:
    title: Site
    runs-on: one
    health: { http: /, port: 9000 }
    expose: [{ host: site, container: site, port: 8080, to: [lan, tunnel], open: { lan: a public site, tunnel: a public site } }]
    compose:
      services:
        site:
          image: "site:1"
          ports: ["10.77.20.254:7000:7001"]
          healthcheck: { test: [CMD, curl, "http://127.0.0.1:8081/ready"] }
        named: { image: "named:1", container_name: the-name }
  tools:
    title: Tools
    runs-on: one
    expose: [{ host: tools, port: 8080, to: [lan], middlewares: [home, login] }]
    compose: { services: { tools: { image: "tools:1" } } }
`;

/** Throws with the mistakes in it. */
export function ingressLab(): Model {
  const loaded = loadSources([{ path: 'inventory/lab.yaml', text: INVENTORY }], systems);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join('\n'));
  return loaded.value.model;
}
