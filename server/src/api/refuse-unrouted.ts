import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Refusal } from '@outpace/engine/basics/refusal.ts';
import { refusalBody, statusOf } from './answer.ts';

/** Where no route has been asked yet. */
export function refuseRequest(response: ServerResponse, problem: Refusal): void {
  response.writeHead(statusOf(problem), { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(refusalBody(problem)));
}

export function refuseUpgrade(socket: Duplex, problem: Refusal): void {
  const status = statusOf(problem);
  const body = JSON.stringify(refusalBody(problem));
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
