import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Certificate, certificateFor } from './certificate.ts';
import { StartFault } from './start-fault.ts';

const now = new Date('2026-01-05T12:00:00Z');
const inDays = (days: number): Date => new Date(now.getTime() + days * 86_400_000);

let dataFolder: string;
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'outpace-tls-'));
});
afterEach(() => rm(dataFolder, { recursive: true }));

async function own(host = '127.0.0.1', at = now): Promise<Certificate> {
  const made = await certificateFor({ kind: 'self-signed' }, { dataFolder, host, now: at });
  if (made === undefined) throw new Error('nothing was made');
  return made;
}

const NAMES = ['localhost', '127.0.0.1', '::1', 'dial.example', '192.0.2.7'];

const covered = ({ cert }: Certificate): readonly string[] => {
  const parsed = new X509Certificate(cert);
  return NAMES.filter((name) => {
    const found = isIP(name) === 0 ? parsed.checkHost(name) : parsed.checkIP(name);
    return found !== undefined;
  });
};

describe('one of our own', () => {
  test('is of this key and for this machine, for a year', async () => {
    const made = await own();
    const parsed = new X509Certificate(made.cert);
    expect(parsed.checkPrivateKey(createPrivateKey(made.key))).toBe(true);
    expect(covered(made)).toEqual(['localhost', '127.0.0.1', '::1']);
    expect(new Date(parsed.validFrom)).toEqual(inDays(-1));
    expect(new Date(parsed.validTo)).toEqual(inDays(365));
  });

  test.each([['dial.example'], ['192.0.2.7']])(
    'is for %s where that is listened on',
    async (host) => {
      expect(covered(await own(host))).toContain(host);
    },
  );

  test('has a key that nobody else on the machine reads', async () => {
    await own();
    const { mode } = await stat(join(dataFolder, 'tls', 'key.pem'));
    expect(mode & 0o777).toBe(0o600);
  });

  test('stays until it ends within a month', async () => {
    const made = await own();
    expect(await own('127.0.0.1', inDays(334))).toEqual(made);
    expect((await own('127.0.0.1', inDays(336))).cert).not.toBe(made.cert);
  });

  test('is made anew for another name, and not for everywhere', async () => {
    const made = await own();
    expect(await own('0.0.0.0')).toEqual(made);
    expect((await own('dial.example')).cert).not.toBe(made.cert);
  });

  test('is made anew when it was broken, or its key is another one', async () => {
    const made = await own();
    await writeFile(join(dataFolder, 'tls', 'certificate.pem'), 'torn');
    const again = await own();
    expect(again.cert).not.toBe(made.cert);
    await writeFile(join(dataFolder, 'tls', 'key.pem'), made.key);
    expect((await own()).key).not.toBe(made.key);
  });

  test('cannot be kept where nothing can be written', async () => {
    await writeFile(join(dataFolder, 'tls'), 'a file');
    await expect(own()).rejects.toThrow(/^The certificate cannot be written into .+tls\.$/);
  });
});

describe('one from files', () => {
  const fromFiles = (at = now) => {
    const certFile = join(dataFolder, 'c.pem');
    const keyFile = join(dataFolder, 'k.pem');
    const place = { dataFolder, host: '127.0.0.1', now: at };
    return certificateFor({ kind: 'files', certFile, keyFile }, place);
  };
  const lay = async ({ cert, key }: Partial<Certificate>): Promise<void> => {
    if (cert !== undefined) await writeFile(join(dataFolder, 'c.pem'), cert);
    if (key !== undefined) await writeFile(join(dataFolder, 'k.pem'), key);
  };

  test('is taken as it is', async () => {
    const made = await own();
    await lay(made);
    expect(await fromFiles()).toEqual(made);
  });

  test.each<[why: string, files: (good: Certificate) => Partial<Certificate>, sentence: string]>([
    ['no certificate', () => ({}), 'The file of OUTPACE_TLS_CERT cannot be read.'],
    ['no key', ({ cert }) => ({ cert }), 'The file of OUTPACE_TLS_KEY cannot be read.'],
    [
      'the two changed for each other',
      ({ cert, key }) => ({ cert: key, key: cert }),
      'The file of OUTPACE_TLS_CERT holds no certificate in PEM.',
    ],
    [
      'something else as a key',
      ({ cert }) => ({ cert, key: 'key' }),
      'The file of OUTPACE_TLS_KEY holds no private key in PEM.',
    ],
  ])('with %s is refused in one sentence', async (_why, files, sentence) => {
    await lay(files(await own()));
    const reading = fromFiles();
    await expect(reading).rejects.toThrow(StartFault);
    await expect(reading).rejects.toThrow(sentence);
  });

  test('with the key of another one is refused', async () => {
    const { cert } = await own();
    const { key } = await own('dial.example');
    await lay({ cert, key });
    await expect(fromFiles()).rejects.toThrow(/does not belong to the certificate/);
  });

  test('that has ended is refused', async () => {
    await lay(await own());
    const ended = 'The certificate of OUTPACE_TLS_CERT has ended on 2027-01-05.';
    await expect(fromFiles(inDays(366))).rejects.toThrow(ended);
  });
});

test('without TLS there is none', async () => {
  const place = { dataFolder, host: '127.0.0.1', now };
  expect(await certificateFor({ kind: 'off' }, place)).toBeUndefined();
});
