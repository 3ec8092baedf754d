import type { TlsChoice } from './config.ts';

/** Where a server that listens is reached; an address of IPv6 has brackets in it. */
export function serverUrl(tls: Pick<TlsChoice, 'kind'>, host: string, port: number): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return `${tls.kind === 'off' ? 'http' : 'https'}://${name}:${port}`;
}
