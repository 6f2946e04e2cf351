/**
 * What a lab's endpoints would say, with secrets in it. Runs as a program, in the network of an engine: the first argument is its folder.
 * `canaries.json` there holds the secrets by name, `mode` what Prometheus does: `errors` or `answers`.
 */

import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { connect, createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';

const [folder = '', engineSocket = ''] = process.argv.slice(2);
const secrets = JSON.parse(readFileSync(join(folder, 'canaries.json'), 'utf8')) as Record<string, string>;
const secret = (name: string): string => {
  const found = secrets[name];
  if (found === undefined) throw new Error(`there is no secret ${name}`);
  return found;
};
const json = (response: ServerResponse, value: unknown, status = 200) =>
  void response.writeHead(status, { 'content-type': 'application/json', 'x-token': secret('header') }).end(JSON.stringify(value));

const prometheus: RequestListener = ({ url = '' }, response) => {
  const path = new URL(url, 'http://x').pathname;
  if (readFileSync(join(folder, 'mode'), 'utf8') === 'errors') {
    if (path.endsWith('/targets')) return void response.writeHead(500, secret('header')).end(`panic: token=${secret('body')}`);
    if (path.endsWith('/alerts'))
      return void response.writeHead(302, { location: `http://admin:${secret('redirect')}@10.10.10.11:9090/login` }).end();
    if (url.includes('probe_success')) return json(response, { status: 'error', errorType: 'bad_data', error: secret('body') }, 400);
    return void response.writeHead(200, { 'content-type': 'application/json' }).end(`{ "password": "${secret('body')}", `);
  }
  const labels = { job: 'node', instance: '10.10.10.11:9100', api_token: secret('label') };
  if (path.endsWith('/targets')) {
    const lastError = `Get "http://admin:${secret('target')}@10.10.10.11:9100/metrics": dial tcp: connection refused`;
    const target = { labels, discoveredLabels: {}, scrapePool: 'node', health: 'down', lastScrape: new Date().toISOString(), lastError };
    return json(response, { status: 'success', data: { activeTargets: [target], droppedTargets: [] } });
  }
  if (path.endsWith('/alerts')) {
    const texts = [
      `login failed, password=${secret('alert')}`,
      `sent Authorization: Bearer ${secret('alert')}`,
      `sent {"api_key":"${secret('alert')}"}`,
      `pull with ghp_${secret('github')} failed`,
      `push with ${secret('gitlab')} failed`,
      `run with cfut_${secret('cloudflare')}`,
      `dsn redis://:${secret('alert')}@cache`,
      `key -----BEGIN PRIVATE KEY----- ${secret('alert')}`,
    ];
    const alerts = texts.map((summary, index) => ({
      labels: { ...labels, alertname: `Alert${index}` },
      annotations: { summary },
      state: 'firing',
      activeAt: new Date().toISOString(),
      value: '1',
    }));
    const named = { ...alerts[0], labels: { ...labels, alertname: secret('gitlab') }, annotations: { summary: 'fires' } };
    return json(response, { status: 'success', data: { alerts: [...alerts, named] } });
  }
  const result = [{ metric: { ...labels, mountpoint: `/${secret('gitlab')}` }, value: [Date.now() / 1000, '1'] }];
  json(response, { status: 'success', data: { resultType: 'vector', result } });
};

/** Engines of other machines, each broken in its own way. */
const brokenEngines: Readonly<Record<string, RequestListener>> = {
  '10.10.10.32': (_, response) => json(response, { message: `no such key ${secret('engine')}` }, 500),
  '10.10.10.33': (_, response) => void response.writeHead(307, { location: `https://root:${secret('engine')}@10.10.10.33/` }).end(),
  '10.10.10.34': (_, response) => void response.writeHead(200).end(`DOCKER_TOKEN=${secret('engine')}`),
  '10.10.10.35': ({ url = '' }, response) =>
    url.includes('/info')
      ? json(response, { Name: 'x', ServerVersion: `1-${secret('gitlab')}` })
      : json(response, [{ Id: secret('engine') }]),
};

createServer(prometheus).listen(9090, '10.10.10.11');
for (const [host, answer] of Object.entries(brokenEngines)) createServer(answer).listen(2375, host);
// An ingress and a machine that speak no HTTP, and say a secret at once.
for (const [host, port] of [
  ['10.10.20.11', 443],
  ['10.10.20.11', 80],
  ['10.10.10.11', 22],
] as const)
  createTcpServer(
    (socket) => void socket.on('error', () => undefined).end(`HTTP/9 ${secret('body')}\r\nset-cookie: ${secret('header')}\r\n`),
  ).listen(port, host);
createTcpServer((near) => {
  const far = connect(engineSocket);
  const end = () => {
    near.destroy();
    far.destroy();
  };
  near.on('error', end).pipe(far.on('error', end)).pipe(near);
}).listen(2375, '10.10.10.11', () => process.stdout.write('ready\n'));
