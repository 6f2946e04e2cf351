import { type ClientRequest, type IncomingMessage, type RequestOptions, request } from 'node:http';
import { request as secureRequest } from 'node:https';
import type Docker from 'dockerode';

interface Modem {
  readonly protocol: string;
  buildRequest(
    options: RequestOptions,
    context: unknown,
    data: unknown,
    answer: (error: unknown, response?: IncomingMessage) => void,
  ): void;
}

/**
 * Lets a client that only reads give back a redirect as it is. Its own way of asking follows one to any host, with whatever login the answer
 * names, and ends the process when nothing listens there. Source: docker-modem 5, lib/http.js.
 */
export function withoutRedirects(docker: Docker): Docker {
  const modem = docker.modem as unknown as Modem;
  modem.buildRequest = (options, _context, _data, answer) => {
    const ask: (options: RequestOptions, then: (response: IncomingMessage) => void) => ClientRequest =
      modem.protocol === 'https' ? secureRequest : request;
    ask(options, (response) => answer(null, response))
      .on('error', answer)
      .end();
  };
  return docker;
}
