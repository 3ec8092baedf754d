import type { RecordingFiles, RecordingStream } from '../../ports.ts';
import { SwitchFault } from '../../ports.ts';
import type { AriAddress } from './connection.ts';

/** Recordings as files of the switch, fetched over HTTP: they are too large for the websocket. */
export class AriRecordingFiles implements RecordingFiles {
  readonly #address: AriAddress;

  constructor(address: AriAddress) {
    this.#address = address;
  }

  async open(file: string): Promise<RecordingStream | undefined> {
    const response = await this.#request('GET', `${encodeURIComponent(file)}/file`);
    if (response.status === 404) return void (await response.body?.cancel());
    if (!response.ok || response.body === null) throw await faultOf(file, response);
    const bytes = response.headers.get('content-length');
    return {
      mediaType: response.headers.get('content-type') ?? 'audio/wav',
      bytes: bytes === null ? undefined : Number(bytes),
      stream: response.body,
    };
  }

  /** Removing what is not there is no fault: it may be ordered again after a crash. */
  async remove(file: string): Promise<void> {
    const response = await this.#request('DELETE', encodeURIComponent(file));
    if (!response.ok && response.status !== 404) throw await faultOf(file, response);
    await response.body?.cancel();
  }

  async #request(method: string, path: string): Promise<Response> {
    const { secret, url, user } = this.#address;
    const authorization = `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
    try {
      const at = `${url}/ari/recordings/stored/${path}`;
      return await fetch(at, { method, headers: { authorization } });
    } catch (cause) {
      throw new SwitchFault('the recordings cannot be reached', { cause });
    }
  }
}

async function faultOf(file: string, response: Response): Promise<SwitchFault> {
  await response.body?.cancel();
  return new SwitchFault(`the recording ${file} was refused with status ${response.status}`);
}
