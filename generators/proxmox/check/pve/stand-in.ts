import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { makeAuthority } from '../../../../core/demo/certificates.ts';
import { answer } from './answers.ts';
import { faultOf } from './check-request.ts';
import type { Cluster } from './cluster.ts';
import type { Description } from './description.ts';
import { Refusal } from './refusal.ts';

export interface StandIn {
  /** `https://127.0.0.1:…/`. */
  readonly endpoint: string;
  /** PEM of the authority of its certificate. */
  readonly ca: string;
  readonly cluster: Cluster;
  /** Requests that the description does not allow, or that came without the token. */
  readonly refused: readonly string[];
  /** Requests that were to change something. */
  readonly changes: readonly string[];
  close(): Promise<void>;
}

const BASE = '/api2/json';
const ADDRESS = '127.0.0.1';

/** Plays the API of a cluster: each request is compared with the published description before it is answered. */
export async function startPve(description: Description, cluster: Cluster, token: string): Promise<StandIn> {
  const authority = await makeAuthority(new Date());
  const refused: string[] = [];
  const changes: string[] = [];
  const server = createServer(await authority.issue(ADDRESS, 1), (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = 'GET', headers } = request;
      const url = new URL(request.url ?? '/', `https://${ADDRESS}`);
      const send = (status: number, phrase: string | undefined, body: unknown) => {
        response.writeHead(status, phrase, { 'content-type': 'application/json' });
        response.end(JSON.stringify(body));
      };
      // The reason stands in the status line, as Proxmox VE has it.
      const fail = (status: number, why: string) => send(status, why.replace(/[^ -~]/g, ' '), { data: null, message: why });
      const refuse = (status: number, why: string) => {
        refused.push(why);
        fail(status, why);
      };
      const operation = url.pathname.startsWith(BASE)
        ? description.operation(method, decodeURIComponent(url.pathname.slice(BASE.length).replace(/\/+$/, '')))
        : undefined;
      if (headers.authorization !== `PVEAPIToken=${token}`) return refuse(401, `${method} ${url.pathname}: comes without the token`);
      if (!operation) return refuse(501, `${method} ${url.pathname}: the API has no such operation`);
      const sent = valuesOf(url, Buffer.concat(chunks).toString('utf8'), headers['content-type']);
      const fault = faultOf(operation, sent);
      if (fault !== undefined) return refuse(400, fault);
      if (method !== 'GET') changes.push(`${method} ${url.pathname.slice(BASE.length)}`);
      try {
        send(200, undefined, { data: answer({ cluster, operation, sent }) ?? null });
      } catch (error) {
        // Nobody waits for an answer that never comes because the stand-in has a fault.
        if (!(error instanceof Refusal)) refuse(500, `the stand-in itself failed: ${String(error)}`);
        else if (error.status === 501) refuse(501, error.message);
        else fail(error.status, error.message);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, ADDRESS, resolve));
  return {
    endpoint: `https://${ADDRESS}:${(server.address() as AddressInfo).port}/`,
    ca: authority.ca,
    cluster,
    refused,
    changes,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function valuesOf(url: URL, body: string, type = ''): ReadonlyMap<string, readonly string[]> {
  const pairs = [...url.searchParams, ...(type.startsWith('application/x-www-form-urlencoded') ? new URLSearchParams(body) : [])];
  return new Map([...Map.groupBy(pairs, ([name]) => name)].map(([name, of]) => [name, of.map(([, value]) => value)]));
}
