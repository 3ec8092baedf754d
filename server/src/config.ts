import { readFileSync } from 'node:fs';
import { type SiteId, siteId } from '@outpace/engine/basics/ids.ts';
import { fail, ok, type Result } from '@outpace/engine/basics/result.ts';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { type OutsideRules, parseHosts } from './outside/outside-hosts.ts';
import type { BucketChoice } from './recordings/bucket.ts';
import { parseSecretKeys, SECRET_KEY_PATTERN } from './secret-key-text.ts';

export const DEMO_SETTINGS = ['auto', 'on', 'off'] as const;
export const TLS_SETTINGS = ['off', 'self-signed', 'files'] as const;
export const SWITCHES = ['simulated', 'asterisk'] as const;
export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const text = (pattern: string, description: string) =>
  Type.Optional(Type.String({ pattern, description }));

const words = <const Words extends readonly string[]>(list: Words, description: string) =>
  Type.Optional(Type.Unsafe<Words[number]>(Type.String({ enum: [...list], description })));

/** 0 to 65535, as text. */
const PORT =
  '^(0|[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$';

/** One key or several. */
const KEYS = `^\\s*${SECRET_KEY_PATTERN}(\\s+${SECRET_KEY_PATTERN})*\\s*$`;

const IPV4 = '^[0-9]{1,3}([.][0-9]{1,3}){3}$';

/** The whole configuration: environment variables, all optional. `description` says what fits. */
export const Environment = Type.Object({
  OUTPACE_CACHE: text('\\S', 'a folder for what is fetched once'),
  OUTPACE_VOICE_HOST: text(IPV4, 'an IPv4 address of this machine'),
  OUTPACE_PHONE_HOST: text(IPV4, 'an IPv4 address of this machine; 0.0.0.0 is all of them'),
  OUTPACE_HOST: text('^[A-Za-z0-9.:_-]{1,253}$', 'an address or name to listen on'),
  OUTPACE_PORT: text(PORT, 'a port from 0 to 65535; 0 takes a free one'),
  OUTPACE_TLS: words(TLS_SETTINGS, TLS_SETTINGS.join(', ')),
  OUTPACE_TLS_CERT: text('\\S', 'a file with the certificate and its chain, in PEM'),
  OUTPACE_TLS_KEY: text('\\S', 'a file with the private key, in PEM'),
  OUTPACE_DATA: text('\\S', 'a folder for the database'),
  DATABASE_URL: text('^postgres(ql)?://\\S+$', 'the postgres:// address of a server'),
  DATABASE_URL_FILE: text('\\S', 'a file that holds a postgres:// address'),
  OUTPACE_SITE: text('^[a-z0-9][a-z0-9-]{0,39}$', 'small letters, digits and dashes'),
  OUTPACE_NODE: text('^[a-z0-9][a-z0-9-]{0,39}$', 'small letters, digits and dashes'),
  OUTPACE_NODE_URL: text('^https?://[^\\s/?#@]+$', 'where other nodes reach this one'),
  OUTPACE_DEMO: words(DEMO_SETTINGS, DEMO_SETTINGS.join(', ')),
  OUTPACE_SWITCH: words(SWITCHES, SWITCHES.join(', ')),
  OUTPACE_ASTERISK_URL: text(
    '^https?://[^\\s/?#@]+(/[^\\s?#]*)?$',
    'the address of its HTTP server, such as http://127.0.0.1:8088, without a user',
  ),
  OUTPACE_ASTERISK_USER: text('^[A-Za-z0-9_.-]{1,80}$', 'a user of its ari.conf'),
  OUTPACE_ASTERISK_SECRET: text('\\S', 'the password of that user'),
  OUTPACE_ASTERISK_SECRET_FILE: text('\\S', 'a file that holds that password'),
  OUTPACE_TRUNKS_FILE: text('\\S', 'a file that describes the trunks, in JSON'),
  OUTPACE_OUTSIDE_HOSTS: text(
    '^[A-Za-z0-9.:_\\[\\]-]+( *, *[A-Za-z0-9.:_\\[\\]-]+)*$',
    'hosts with commas between them, each perhaps with a port: crm.internal, 127.0.0.1:8080',
  ),
  OUTPACE_SECRET_KEY: text(KEYS, 'keys of 32 bytes in base64, of which the first seals'),
  OUTPACE_SECRET_KEY_FILE: text('\\S', 'a file that holds them, one a line'),
  OUTPACE_OIDC_FILE: text('\\S', 'a file that describes the provider of single sign-on, in JSON'),
  OUTPACE_RECORDINGS_URL: text(
    '^https?://[^\\s/?#@]+(/[^\\s?#]*)?$',
    'the address of a bucket, such as https://s3.example/recordings, without a key',
  ),
  OUTPACE_RECORDINGS_REGION: text('^[a-z0-9-]{1,40}$', 'a region, such as eu-central-1'),
  OUTPACE_RECORDINGS_KEY: text('^\\S{1,200}$', 'the id of a key that may use the bucket'),
  OUTPACE_RECORDINGS_SECRET: text('\\S', 'the secret of that key'),
  OUTPACE_RECORDINGS_SECRET_FILE: text('\\S', 'a file that holds that secret'),
  OUTPACE_LOG: words(LOG_LEVELS, LOG_LEVELS.join(', ')),
  OUTPACE_SEED: text('^[0-9]{1,9}$', 'a whole number of up to nine digits'),
});
type Environment = Type.Static<typeof Environment>;

/** What the server speaks TLS with, if it does so itself. */
export type TlsChoice =
  | { readonly kind: 'off' }
  /** A certificate of our own making in the data folder, for trying. */
  | { readonly kind: 'self-signed' }
  | { readonly kind: 'files'; readonly certFile: string; readonly keyFile: string };

/** The telephony system that is dialed with. */
export type SwitchChoice =
  | { readonly kind: 'simulated' }
  | {
      readonly kind: 'asterisk';
      readonly url: string;
      readonly user: string;
      /** Never log it. */
      readonly secret: string;
      /** Undefined: the switch has its trunks already. */
      readonly trunksFile: string | undefined;
    };

/** One of several processes that share the sites of a database. */
export type NodeChoice = {
  readonly nodeId: string;
  /** Where the others reach it; undefined: at the address that it listens on. */
  readonly url: string | undefined;
};

export type Config = {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Nobody on another machine can reach the server. */
  readonly loopbackOnly: boolean;
  readonly tls: TlsChoice;
  /** Default `./data`. */
  readonly dataFolder: string;
  /** Undefined: the embedded server. Holds a password; never log it. */
  readonly databaseUrl: string | undefined;
  readonly siteId: SiteId;
  /** Undefined: this process is no node, and owns the one site. */
  readonly node: NodeChoice | undefined;
  readonly demo: (typeof DEMO_SETTINGS)[number];
  readonly switch: SwitchChoice;
  /** Hosts inside that users may have asked all the same. */
  readonly outside: OutsideRules;
  /**
   * What secrets in the database are sealed with: the first seals, the others open too. Undefined:
   * the data folder has one. Never log them.
   */
  readonly secretKeys: readonly string[] | undefined;
  /** Where recordings are kept after the call; undefined: on the switch. */
  readonly bucket: BucketChoice | undefined;
  /** Describes the provider of single sign-on; undefined: there is none. */
  readonly oidcFile: string | undefined;
  readonly log: (typeof LOG_LEVELS)[number];
  /** Where the SIP and RTP of an Asterisk of our own listen. */
  readonly voiceHost: string;
  /** Where the same Asterisk exchanges the encrypted sound of phones in the browser. */
  readonly phoneHost: string;
  /** Undefined: chance is different at each start. */
  readonly seed: number | undefined;
};

const environment = Compile(Environment);

/** Reads the environment; otherwise one sentence per value that does not fit. */
export function readConfig(
  variables: Readonly<Record<string, string | undefined>>,
): Result<Config, readonly string[]> {
  // An empty variable is how a shell or a compose file says "not set".
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const problems = [...unknownNames(set), ...misfits(set)];
  if (!environment.Check(set) || problems.length > 0) return fail(problems);
  const databaseUrl = databaseUrlOf(set);
  const tls = tlsOf(set);
  const carrier = switchOf(set);
  const node = nodeOf(set);
  const secretKeys = secretKeysOf(set);
  const bucket = bucketOf(set);
  const all = [databaseUrl, tls, carrier, node, secretKeys, bucket];
  if (!databaseUrl.ok || !tls.ok || !carrier.ok || !node.ok || !secretKeys.ok || !bucket.ok) {
    return fail(all.flatMap((each) => (each.ok ? [] : [each.problem])));
  }
  const host = set.OUTPACE_HOST ?? '127.0.0.1';
  return ok({
    host,
    port: Number(set.OUTPACE_PORT ?? 7_600),
    loopbackOnly: isLoopback(host),
    tls: tls.value,
    dataFolder: set.OUTPACE_DATA ?? './data',
    databaseUrl: databaseUrl.value,
    siteId: siteId(set.OUTPACE_SITE ?? 'main'),
    node: node.value,
    demo: set.OUTPACE_DEMO ?? 'auto',
    switch: carrier.value,
    outside: { hosts: parseHosts(set.OUTPACE_OUTSIDE_HOSTS ?? '') },
    secretKeys: secretKeys.value,
    bucket: bucket.value,
    oidcFile: set.OUTPACE_OIDC_FILE,
    log: set.OUTPACE_LOG ?? 'info',
    voiceHost: set.OUTPACE_VOICE_HOST ?? '127.0.0.1',
    phoneHost: set.OUTPACE_PHONE_HOST ?? '0.0.0.0',
    seed: set.OUTPACE_SEED === undefined ? undefined : Number(set.OUTPACE_SEED),
  });
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

/** A misspelt name would otherwise be a setting that silently does nothing. */
const unknownNames = (set: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.keys(set)
    .filter((name) => name.startsWith('OUTPACE_') && !(name in Environment.properties))
    .map((name) => `${name} is not a setting.`);

/** Never shows the value: the address of a database holds its password. */
const misfits = (set: Readonly<Record<string, unknown>>): readonly string[] =>
  environment
    .Errors(set)
    .map(({ instancePath }) => instancePath.slice(1))
    .filter((name, index, names) => names.indexOf(name) === index)
    .map((name) => `${name} does not fit; it can be: ${DESCRIPTIONS.get(name) ?? 'text'}.`);

const DESCRIPTIONS: ReadonlyMap<string, string> = new Map(
  Object.entries(Environment.properties).map(([name, schema]) => [
    name,
    'description' in schema && typeof schema.description === 'string' ? schema.description : '',
  ]),
);

function databaseUrlOf(set: Environment): Result<string | undefined, string> {
  const address = textOrFile(set, 'DATABASE_URL');
  if (!address.ok || address.value === undefined) return address;
  return Compile(Environment.properties.DATABASE_URL).Check(address.value)
    ? address
    : fail('The file of DATABASE_URL_FILE does not hold a postgres:// address.');
}

function nodeOf(set: Environment): Result<NodeChoice | undefined, string> {
  const { OUTPACE_NODE: nodeId, OUTPACE_NODE_URL: url } = set;
  if (nodeId === undefined) {
    return url === undefined ? ok(undefined) : fail('OUTPACE_NODE_URL needs OUTPACE_NODE.');
  }
  // Nobody is reached at "all addresses of this machine".
  if (url === undefined && /^(0[.]0[.]0[.]0|::)$/.test(set.OUTPACE_HOST ?? '')) {
    return fail(`OUTPACE_NODE on ${set.OUTPACE_HOST} needs OUTPACE_NODE_URL.`);
  }
  // Each would make a key of its own, and none could read what another one has sealed.
  if (set.OUTPACE_SECRET_KEY === undefined && set.OUTPACE_SECRET_KEY_FILE === undefined) {
    return fail('OUTPACE_NODE needs OUTPACE_SECRET_KEY_FILE, the same at all nodes.');
  }
  const hasServer = set.DATABASE_URL !== undefined || set.DATABASE_URL_FILE !== undefined;
  return hasServer ? ok({ nodeId, url }) : fail('OUTPACE_NODE needs DATABASE_URL.');
}

function secretKeysOf(set: Environment): Result<readonly string[] | undefined, string> {
  const given = textOrFile(set, 'OUTPACE_SECRET_KEY');
  if (!given.ok) return given;
  if (given.value === undefined) return ok(undefined);
  const keys = parseSecretKeys(given.value);
  return keys === undefined
    ? fail('The file of OUTPACE_SECRET_KEY_FILE does not hold keys of 32 bytes in base64.')
    : ok(keys);
}

function tlsOf(set: Environment): Result<TlsChoice, string> {
  const kind = set.OUTPACE_TLS ?? 'off';
  const { OUTPACE_TLS_CERT: certFile, OUTPACE_TLS_KEY: keyFile } = set;
  if (kind !== 'files') {
    return certFile === undefined && keyFile === undefined
      ? ok({ kind })
      : fail('OUTPACE_TLS_CERT and OUTPACE_TLS_KEY need OUTPACE_TLS=files.');
  }
  return certFile === undefined || keyFile === undefined
    ? fail('OUTPACE_TLS=files needs OUTPACE_TLS_CERT and OUTPACE_TLS_KEY.')
    : ok({ kind, certFile, keyFile });
}

const OF_ASTERISK = [
  'OUTPACE_ASTERISK_URL',
  'OUTPACE_ASTERISK_USER',
  'OUTPACE_ASTERISK_SECRET',
  'OUTPACE_ASTERISK_SECRET_FILE',
  'OUTPACE_TRUNKS_FILE',
] as const;

function switchOf(set: Environment): Result<SwitchChoice, string> {
  const kind = set.OUTPACE_SWITCH ?? 'simulated';
  if (kind === 'simulated') {
    // Somebody who set these believes that real people are called, or that nobody is.
    const stray = OF_ASTERISK.find((name) => set[name] !== undefined);
    return stray === undefined ? ok({ kind }) : fail(`${stray} needs OUTPACE_SWITCH=asterisk.`);
  }
  const secret = textOrFile(set, 'OUTPACE_ASTERISK_SECRET');
  if (!secret.ok) return secret;
  const user = set.OUTPACE_ASTERISK_USER;
  if (user === undefined || secret.value === undefined) {
    return fail(
      'OUTPACE_SWITCH=asterisk needs OUTPACE_ASTERISK_USER, and OUTPACE_ASTERISK_SECRET or ' +
        'OUTPACE_ASTERISK_SECRET_FILE.',
    );
  }
  return ok({
    kind,
    url: (set.OUTPACE_ASTERISK_URL ?? 'http://127.0.0.1:8088').replace(/\/+$/, ''),
    user,
    secret: secret.value,
    trunksFile: set.OUTPACE_TRUNKS_FILE,
  });
}

const OF_BUCKET = [
  'OUTPACE_RECORDINGS_REGION',
  'OUTPACE_RECORDINGS_KEY',
  'OUTPACE_RECORDINGS_SECRET',
  'OUTPACE_RECORDINGS_SECRET_FILE',
] as const;

function bucketOf(set: Environment): Result<BucketChoice | undefined, string> {
  const url = set.OUTPACE_RECORDINGS_URL;
  if (url === undefined) {
    const stray = OF_BUCKET.find((name) => set[name] !== undefined);
    return stray === undefined ? ok(undefined) : fail(`${stray} needs OUTPACE_RECORDINGS_URL.`);
  }
  const secret = textOrFile(set, 'OUTPACE_RECORDINGS_SECRET');
  if (!secret.ok) return secret;
  const keyId = set.OUTPACE_RECORDINGS_KEY;
  if (keyId === undefined || secret.value === undefined) {
    return fail(
      'OUTPACE_RECORDINGS_URL needs OUTPACE_RECORDINGS_KEY, and OUTPACE_RECORDINGS_SECRET or ' +
        'OUTPACE_RECORDINGS_SECRET_FILE.',
    );
  }
  const region = set.OUTPACE_RECORDINGS_REGION ?? 'us-east-1';
  return ok({ url: url.replace(/\/+$/, ''), region, keyId, secret: secret.value });
}

/** A secret is given in the environment or, better, in a file whose name is given there. */
function textOrFile(
  set: Environment,
  name:
    | 'DATABASE_URL'
    | 'OUTPACE_ASTERISK_SECRET'
    | 'OUTPACE_SECRET_KEY'
    | 'OUTPACE_RECORDINGS_SECRET',
): Result<string | undefined, string> {
  const file = set[`${name}_FILE`];
  if (file === undefined) return ok(set[name]);
  if (set[name] !== undefined)
    return fail(`${name} and ${name}_FILE are both set; set one of them.`);
  const held = textOf(file);
  if (held === undefined) return fail(`The file of ${name}_FILE cannot be read.`);
  return held === '' ? fail(`The file of ${name}_FILE is empty.`) : ok(held);
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}
