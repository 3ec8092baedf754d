import { BlockList, isIP } from 'node:net';
import { fail, ok, type Result } from '@outpace/engine/basics/result.ts';

/** Hosts that may be asked whatever their address is: `crm.internal`, `127.0.0.1:8080`. */
export type OutsideRules = { readonly hosts: readonly string[] };

/** Networks that nobody outside can be in, by the registries of special addresses. */
const NOT_OUTSIDE_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  // Where cloud machines read their own credentials: 169.254.169.254.
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  // The metadata of one cloud has an address that looks like any other.
  '168.63.129.16/32',
];

/** Of the addresses that are given out to anybody: those that lead elsewhere or nowhere. */
const NOT_OUTSIDE_IPV6 = [
  // Teredo and other protocols, documentation, 6to4.
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
];

const inside = blockList(NOT_OUTSIDE_IPV4, 'ipv4');
const outside6 = blockList(['2000::/3'], 'ipv6');
const inside6 = blockList(NOT_OUTSIDE_IPV6, 'ipv6');

function blockList(networks: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

/** Whether an address is one of the open network; what is no address is not. */
export function isOutside(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !inside.check(address, 'ipv4');
    case 6:
      // Also keeps out IPv4 addresses in the clothes of IPv6, whichever way they are written.
      return outside6.check(address, 'ipv6') && !inside6.check(address, 'ipv6');
    default:
      return false;
  }
}

/** The host of a URL, as names are looked up: IPv6 without its brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');

/** Whether the operator lets this host be asked, wherever it is. */
export function isNamed({ hostname, port, protocol }: URL, { hosts }: OutsideRules): boolean {
  const usual = protocol === 'https:' ? '443' : '80';
  const withPort = `${hostname}:${port === '' ? usual : port}`;
  return hosts.some((host) => host === hostname || host === withPort);
}

/** Why a URL that a user has entered is never asked. */
export type UrlProblem = 'not-a-url' | 'not-http' | 'has-password' | 'not-outside';

/**
 * A URL that may be asked as far as can be seen from it. What its name leads to is looked at each
 * time when it is connected to: names are given other addresses at any moment.
 */
export function parseOutsideUrl(text: string, rules: OutsideRules): Result<URL, UrlProblem> {
  if (!URL.canParse(text)) return fail('not-a-url');
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return fail('not-http');
  // It would be shown to everybody who may see the URL.
  if (url.username !== '' || url.password !== '') return fail('has-password');
  const isAddress = isIP(hostOf(url)) !== 0;
  if (isAddress && !isOutside(hostOf(url)) && !isNamed(url, rules)) return fail('not-outside');
  return ok(url);
}

/** `crm.internal, 127.0.0.1:8080` of the configuration, as `hosts`. */
export const parseHosts = (text: string): readonly string[] =>
  text
    .split(',')
    .map((host) => host.trim().toLowerCase())
    .filter((host) => host !== '');
