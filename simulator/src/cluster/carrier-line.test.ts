import { connect, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { CarrierLine } from './carrier-line.ts';

test('what one end says the other hears as it was, in order, until one ends', async () => {
  const heard: unknown[] = [];
  let closed = 0;
  const server = createServer((socket) => {
    new CarrierLine<unknown, object>(
      socket,
      (said) => heard.push(said),
      () => {
        closed += 1;
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const line = new CarrierLine<unknown, object>(
    connect(port, '127.0.0.1'),
    () => undefined,
    () => undefined,
  );
  line.say({ text: 'a\nb' });
  line.say({ n: 2 });
  await line.end();
  line.say({ n: 3 });
  await line.end();
  await expect.poll(() => closed).toBe(1);
  expect(heard).toEqual([{ text: 'a\nb' }, { n: 2 }]);
});
