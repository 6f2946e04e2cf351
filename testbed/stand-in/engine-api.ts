import { createServer, type Server } from 'node:http';

/** A container as far as programs that follow containers read of the Docker Engine API. */
export interface LabelledContainer {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly networks: readonly string[];
}

/** A read-only stand-in for a Docker Engine that runs these containers. Listens on loopback. */
export function dockerStandIn(containers: readonly LabelledContainer[]): Server {
  const summaries = containers.map((container, index) => ({
    Id: `c${index}`,
    Names: [`/${container.name}`],
    Labels: container.labels,
    State: 'running',
  }));
  return createServer((request, response) => {
    const path = (request.url ?? '').replace(/\?.*$/, '').replace(/^\/v[\d.]+/, '');
    const index = Number(/^\/containers\/c(\d+)\/json$/.exec(path)?.[1] ?? Number.NaN);
    const container = containers[index];
    const answers: Record<string, unknown> = {
      '/_ping': 'OK',
      '/version': { ApiVersion: '1.44', MinAPIVersion: '1.24', Version: '25.0.0', Os: 'linux', Arch: 'amd64' },
      '/info': { ServerVersion: '25.0.0' },
      '/containers/json': summaries,
    };
    const body = container ? inspect(container, index) : answers[path];
    response.setHeader('Api-Version', '1.44');
    response.setHeader('Content-Type', 'application/json');
    response.statusCode = body === undefined ? 404 : 200;
    response.end(JSON.stringify(body ?? { message: `no ${path} here` }));
  });
}

function inspect({ name, labels, networks }: LabelledContainer, index: number): unknown {
  const address = (position: number) => `198.51.100.${((index + position) % 250) + 1}`;
  return {
    Id: `c${index}`,
    Name: `/${name}`,
    State: { Status: 'running', Running: true },
    Config: { Labels: labels },
    HostConfig: { NetworkMode: networks[0] ?? 'bridge' },
    NetworkSettings: {
      Ports: {},
      Networks: Object.fromEntries(networks.map((network, position) => [network, { NetworkID: network, IPAddress: address(position) }])),
    },
  };
}
