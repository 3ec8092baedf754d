import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { SwitchFault } from '../../ports.ts';
import { AriRecordingFiles } from './recording-files.ts';

const FILE = 'main/2026-01/i1';

const WAV = { 'content-type': 'audio/wav', 'content-length': '4' };

async function served(status: number, headers: Readonly<Record<string, string>> = WAV) {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    const { authorization = '' } = request.headers;
    heard.push(`${request.method} ${request.url} ${atob(authorization.replace('Basic ', ''))}`);
    response.writeHead(status, headers);
    response.end('RIFF');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const url = `http://127.0.0.1:${port}`;
  return { heard, files: new AriRecordingFiles({ url, user: 'us', secret: 'secret', app: 'a' }) };
}

test('a file is streamed, with what the switch says of it', async () => {
  const { heard, files } = await served(200);
  const found = await files.open(FILE);
  expect(found).toMatchObject({ mediaType: 'audio/wav', bytes: 4 });
  expect(await new Response(found?.stream).text()).toBe('RIFF');
  expect(heard).toEqual(['GET /ari/recordings/stored/main%2F2026-01%2Fi1/file us:secret']);
});

test('where the switch does not say how long it is, nobody does', async () => {
  const { files } = await served(200, {});
  expect(await files.open(FILE)).toMatchObject({ mediaType: 'audio/wav', bytes: undefined });
});

test('a file is removed by its name, of which folders are parts', async () => {
  const { heard, files } = await served(204, {});
  await files.remove(FILE);
  expect(heard).toEqual(['DELETE /ari/recordings/stored/main%2F2026-01%2Fi1 us:secret']);
});

test('what is not there is no fault', async () => {
  const { files } = await served(404);
  expect(await files.open(FILE)).toBeUndefined();
  await files.remove(FILE);
});

test('a refusal is a fault that names the file', async () => {
  const { files } = await served(500);
  await expect(files.open(FILE)).rejects.toThrow(SwitchFault);
  await expect(files.remove(FILE)).rejects.toThrow(/main\/2026-01\/i1 .* 500/);
});

test('so is a switch that cannot be reached', async () => {
  const url = 'http://127.0.0.1:1';
  const files = new AriRecordingFiles({ url, user: 'us', secret: 'secret', app: 'a' });
  await expect(files.open(FILE)).rejects.toThrow(SwitchFault);
});
