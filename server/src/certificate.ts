import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import type { TlsChoice } from './config.ts';
import { StartFault } from './start-fault.ts';

/** What TLS is spoken with, both in PEM. The key is never logged. */
export type Certificate = { readonly cert: string; readonly key: string };

export type CertificatePlace = {
  readonly dataFolder: string;
  /** Address or name that is listened on. */
  readonly host: string;
  readonly now: Date;
};

const DAY_MS = 86_400_000;
const VALID_DAYS = 365;
/** One of our own that ends within this is made anew at the next start. */
const RENEW_DAYS = 30;

/**
 * Reads what the server is to speak TLS with, or makes it; undefined where somebody else does.
 * Throws a `StartFault` with one sentence for a certificate that cannot be used.
 */
export async function certificateFor(
  choice: TlsChoice,
  place: CertificatePlace,
): Promise<Certificate | undefined> {
  switch (choice.kind) {
    case 'off':
      return undefined;
    case 'files':
      return readFiles(choice.certFile, choice.keyFile, place.now);
    case 'self-signed':
      return ownCertificate(place);
    default:
      return choice satisfies never;
  }
}

async function readFiles(certFile: string, keyFile: string, now: Date): Promise<Certificate> {
  const cert = await textOf(certFile);
  if (cert === undefined) throw new StartFault('The file of OUTPACE_TLS_CERT cannot be read.');
  const key = await textOf(keyFile);
  if (key === undefined) throw new StartFault('The file of OUTPACE_TLS_KEY cannot be read.');
  const problem = problemOf({ cert, key }, now);
  if (problem !== undefined) throw new StartFault(problem);
  return { cert, key };
}

/** The reason never shows what is in the key. */
function problemOf({ cert, key }: Certificate, now: Date): string | undefined {
  const parsed = parseCertificate(cert);
  if (parsed === undefined) return 'The file of OUTPACE_TLS_CERT holds no certificate in PEM.';
  const privateKey = parseKey(key);
  if (privateKey === undefined) return 'The file of OUTPACE_TLS_KEY holds no private key in PEM.';
  if (!parsed.checkPrivateKey(privateKey)) {
    return 'The key of OUTPACE_TLS_KEY does not belong to the certificate of OUTPACE_TLS_CERT.';
  }
  const until = new Date(parsed.validTo);
  return until > now
    ? undefined
    : `The certificate of OUTPACE_TLS_CERT has ended on ${until.toISOString().slice(0, 10)}.`;
}

async function ownCertificate({ dataFolder, host, now }: CertificatePlace): Promise<Certificate> {
  const folder = join(dataFolder, 'tls');
  const certFile = join(folder, 'certificate.pem');
  const keyFile = join(folder, 'key.pem');
  const names = namesFor(host);
  const cert = await textOf(certFile);
  const key = await textOf(keyFile);
  const isKept = cert !== undefined && key !== undefined && isGood({ cert, key }, names, now);
  if (isKept) return { cert, key };
  const made = await make(names, now);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Two files that do not belong together after a crash are found so, and made anew.
    await writeNew(keyFile, made.key, 0o600);
    await writeNew(certFile, made.cert, 0o644);
  } catch (cause) {
    throw new StartFault(`The certificate cannot be written into ${folder}.`, { cause });
  }
  return made;
}

const writeNew = async (file: string, text: string, mode: number): Promise<void> => {
  // The mode counts for a new file only.
  await rm(file, { force: true });
  await writeFile(file, text, { mode, flag: 'wx' });
};

/** Everywhere is no name that a browser asks for. */
const namesFor = (host: string): readonly string[] => {
  const own = ['localhost', '127.0.0.1', '::1'];
  return own.includes(host) || host === '0.0.0.0' || host === '::' ? own : [...own, host];
};

function isGood({ cert, key }: Certificate, names: readonly string[], now: Date): boolean {
  const parsed = parseCertificate(cert);
  const privateKey = parseKey(key);
  if (parsed === undefined || privateKey === undefined) return false;
  const covers = (name: string): boolean =>
    (isIP(name) === 0 ? parsed.checkHost(name) : parsed.checkIP(name)) !== undefined;
  const isLong = Date.parse(parsed.validTo) - now.getTime() > RENEW_DAYS * DAY_MS;
  return isLong && names.every(covers) && parsed.checkPrivateKey(privateKey);
}

async function make(names: readonly string[], now: Date): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: 'Outpace' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    // A browser's clock may be a little behind ours.
    notBeforeDate: new Date(now.getTime() - DAY_MS),
    notAfterDate: new Date(now.getTime() + VALID_DAYS * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: names.map(altName) },
    ],
  });
  return { cert: made.cert, key: made.private };
}

const altName = (name: string) =>
  isIP(name) === 0 ? ({ type: 2, value: name } as const) : ({ type: 7, ip: name } as const);

function parseCertificate(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

function parseKey(pem: string): ReturnType<typeof createPrivateKey> | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

const textOf = (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').catch(() => undefined);
