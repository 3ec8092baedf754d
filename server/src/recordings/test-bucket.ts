import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { BucketChoice } from './bucket.ts';

export const KEY = {
  keyId: 'AKIAIOSFODNN7EXAMPLE',
  secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};

type Asked = {
  readonly method: string;
  /** As it came, with everything encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
};

const hex = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

/** What the header `authorization` has to be, by the letter of Signature Version 4. */
export function signatureOf(asked: Asked, secret: string): string | undefined {
  const said = asked.headers.authorization ?? '';
  const found = /Credential=[^/]+\/(\d+)\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+)/.exec(
    said,
  );
  const [, day = '', region = '', signed = ''] = found ?? [];
  const headers = signed.split(';').map((name) => `${name}:${asked.headers[name]?.trim()}\n`);
  const request = [
    ...[asked.method, asked.path, '', headers.join(''), signed],
    asked.headers['x-amz-content-sha256'],
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const what = ['AWS4-HMAC-SHA256', asked.headers['x-amz-date'], scope, hex(request)].join('\n');
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  return found === null ? undefined : hmac(key, what).toString('hex');
}

type Kept = { readonly mediaType: string; readonly bytes: Buffer; readonly checksum: string };

/** A small server that speaks as much of S3 as recordings need, and believes no signature. */
export class TestBucket {
  readonly files = new Map<string, Kept>();
  readonly asked: string[] = [];
  /** Takes a file and keeps only the first half of it. */
  losesHalf = false;
  /** Hears everything and says nothing. */
  isMute = false;
  /** Of which HEAD says nothing about checksums, as of older relatives of S3. */
  knowsChecksums = true;
  readonly #server: Server = createServer((asked, answer) => void this.#answer(asked, answer));
  #port = 0;

  async open(): Promise<void> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    this.#port = typeof address === 'object' && address !== null ? address.port : 0;
  }

  /** Away, until it is opened again at the same place. */
  async close(): Promise<void> {
    if (!this.#server.listening) return;
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  get choice(): BucketChoice {
    const url = `http://127.0.0.1:${this.#port}/recordings`;
    return { url, region: 'eu-central-1', ...KEY };
  }

  async #answer(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const { method = '', url: path = '' } = asked;
    const headers = Object.fromEntries(
      Object.entries(asked.headers).map(([name, value]) => [name, `${value}`]),
    );
    const parts: Buffer[] = [];
    for await (const part of asked) parts.push(Buffer.from(part));
    const bytes = Buffer.concat(parts);
    const refuse = (status: number, code: string): void => {
      answer.writeHead(status).end(`<Error><Code>${code}</Code></Error>`);
    };
    const signature = signatureOf({ method, path, headers }, KEY.secret);
    if (!headers.authorization?.includes(KEY.keyId)) return refuse(403, 'InvalidAccessKeyId');
    if (!headers.authorization.endsWith(`Signature=${signature}`)) {
      return refuse(403, 'SignatureDoesNotMatch');
    }
    if (hex(bytes) !== headers['x-amz-content-sha256']) {
      return refuse(400, 'XAmzContentSHA256Mismatch');
    }
    if (!path.startsWith('/recordings/')) return refuse(404, 'NoSuchBucket');
    const file = decodeURIComponent(path.slice('/recordings/'.length));
    this.asked.push(`${method} ${file}`);
    if (this.isMute) return;
    if (method === 'PUT') return this.#put(file, bytes, headers, answer);
    const kept = this.files.get(file);
    if (method === 'DELETE') this.files.delete(file);
    if (method === 'DELETE') return void answer.writeHead(204).end();
    if (kept === undefined) return refuse(404, 'NoSuchKey');
    const about = { 'content-type': kept.mediaType, 'content-length': kept.bytes.length };
    const checksum = this.knowsChecksums ? { 'x-amz-checksum-sha256': kept.checksum } : {};
    answer.writeHead(200, { ...about, ...checksum }).end(method === 'GET' ? kept.bytes : undefined);
  }

  #put(
    file: string,
    bytes: Buffer,
    headers: Readonly<Record<string, string>>,
    answer: ServerResponse,
  ): void {
    this.files.set(file, {
      mediaType: headers['content-type'] ?? '',
      bytes: this.losesHalf ? bytes.subarray(0, bytes.length / 2) : bytes,
      checksum: headers['x-amz-checksum-sha256'] ?? '',
    });
    answer.writeHead(200).end();
  }
}
