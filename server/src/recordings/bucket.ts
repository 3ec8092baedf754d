import { createHash } from 'node:crypto';
import { AwsV4Signer } from 'aws4fetch';
import { type RecordingStream, SwitchFault } from '../ports.ts';
import { StartFault } from '../start-fault.ts';

export type BucketChoice = {
  /** With the bucket in it, as a name of the host or as its path, and perhaps a folder. */
  readonly url: string;
  readonly region: string;
  readonly keyId: string;
  /** Never log it. */
  readonly secret: string;
};

type KeptFile = { readonly bytes: number | undefined; readonly checksum: string | undefined };

type Sent = {
  readonly bytes?: Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Breaks it off. */
  readonly signal?: AbortSignal | undefined;
};

/** From an order, with a file of some megabytes, to the beginning of its answer, ms. */
const ANSWER_MS_MAX = 60_000;

/** Recordings cannot be had, wherever they are: for who listens it is as a switch that is away. */
export class BucketFault extends SwitchFault {
  override readonly name: string = 'BucketFault';
}

/**
 * The bucket of the configuration. Throws a `StartFault` with one sentence where it says that the
 * key is wrong or that there is no such bucket; one that is away may come back.
 */
export async function bucketOf(choice: BucketChoice | undefined): Promise<Bucket | undefined> {
  if (choice === undefined) return undefined;
  const bucket = new Bucket(choice);
  const problem = await bucket.problem();
  if (problem !== undefined) throw new StartFault(problem);
  return bucket;
}

/** Files in a bucket that speaks S3, by the names that they have on the switch. */
export class Bucket {
  readonly #choice: BucketChoice;

  constructor(choice: BucketChoice) {
    this.#choice = choice;
  }

  /** What makes it useless until somebody changes the configuration, as a sentence. */
  async problem(): Promise<string | undefined> {
    // Who may not list is told that access is denied to what is not there: that is no problem.
    const said = await this.#request('GET', 'is-anybody-there').then(codeOf, () => undefined);
    if (said === undefined || !USELESS.has(said)) return undefined;
    return (
      `The bucket of OUTPACE_RECORDINGS_URL says ${said}: ` +
      'the address, the region, the key or its secret does not fit.'
    );
  }

  /** Resolves when the bucket has all of it; every byte is part of what is signed. */
  async put(
    file: string,
    mediaType: string,
    bytes: Uint8Array<ArrayBuffer>,
    signal?: AbortSignal,
  ): Promise<void> {
    const digest = createHash('sha256').update(bytes).digest();
    const answer = await this.#request('PUT', file, {
      bytes,
      signal,
      headers: {
        'content-type': mediaType,
        'x-amz-content-sha256': digest.toString('hex'),
        'x-amz-checksum-sha256': digest.toString('base64'),
      },
    });
    if (!answer.ok) throw await faultOf(file, answer);
    await answer.body?.cancel();
    // Not everything that speaks S3 looks at checksums.
    const kept = await this.#about(file, signal);
    const isWhole = kept?.bytes === bytes.length;
    const isSame = kept?.checksum === undefined || kept.checksum === digest.toString('base64');
    if (isWhole && isSame) return;
    throw new BucketFault(`the bucket has taken ${file}, but does not have all of it`);
  }

  async has(file: string, signal?: AbortSignal): Promise<boolean> {
    return (await this.#about(file, signal)) !== undefined;
  }

  async open(file: string): Promise<RecordingStream | undefined> {
    const answer = await this.#request('GET', file);
    if (answer.status === 404) return void (await answer.body?.cancel());
    if (!answer.ok || answer.body === null) throw await faultOf(file, answer);
    const mediaType = answer.headers.get('content-type') ?? 'audio/wav';
    return { mediaType, bytes: bytesOf(answer), stream: answer.body };
  }

  /** Removing what is not there is no fault: it may be ordered again after a crash. */
  async remove(file: string): Promise<void> {
    const answer = await this.#request('DELETE', file);
    if (!answer.ok && answer.status !== 404) throw await faultOf(file, answer);
    await answer.body?.cancel();
  }

  async #about(file: string, signal?: AbortSignal): Promise<KeptFile | undefined> {
    const answer = await this.#request('HEAD', file, {
      signal,
      headers: { 'x-amz-checksum-mode': 'ENABLED' },
    });
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw await faultOf(file, answer);
    const checksum = answer.headers.get('x-amz-checksum-sha256') ?? undefined;
    return { bytes: bytesOf(answer), checksum };
  }

  async #request(method: string, file: string, sent: Sent = {}): Promise<Response> {
    const { url, region, keyId, secret } = this.#choice;
    const signer = new AwsV4Signer({
      method,
      url: `${url}/${file.split('/').map(encodeURIComponent).join('/')}`,
      headers: { 'x-amz-content-sha256': EMPTY, ...sent.headers },
      ...{ accessKeyId: keyId, secretAccessKey: secret, region, service: 's3' },
    });
    const { url: signed, headers } = await signer.sign();
    const body = sent.bytes ?? null;
    // Only until it answers: who listens to a long call may take their time.
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), ANSWER_MS_MAX);
    const signal = AbortSignal.any([late.signal, ...(sent.signal ? [sent.signal] : [])]);
    try {
      return await fetch(signed, { method, headers, body, signal, redirect: 'manual' });
    } catch (cause) {
      throw new BucketFault('the bucket of the recordings cannot be reached', { cause });
    } finally {
      clearTimeout(timer);
    }
  }
}

const EMPTY = createHash('sha256').digest('hex');

/** As S3 and its relatives name what only a change of the configuration mends. */
const USELESS: ReadonlySet<string> = new Set([
  'SignatureDoesNotMatch',
  'InvalidAccessKeyId',
  'NoSuchBucket',
  'PermanentRedirect',
  'AuthorizationHeaderMalformed',
]);

function bytesOf(answer: Response): number | undefined {
  const bytes = answer.headers.get('content-length');
  return bytes === null ? undefined : Number(bytes);
}

/** The code in an answer in XML, such as `AccessDenied`; undefined: there is none. */
async function codeOf(answer: Response): Promise<string | undefined> {
  return /<Code>(\w+)<\/Code>/.exec(await answer.text())?.[1];
}

async function faultOf(file: string, answer: Response): Promise<BucketFault> {
  const code = (await codeOf(answer).catch(() => undefined)) ?? 'no reason';
  return new BucketFault(`the bucket refused ${file} with status ${answer.status}, ${code}`);
}
