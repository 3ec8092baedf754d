import { expect, test } from 'vitest';
import { Heartbeat } from './heartbeat.ts';

test('beats again and again, and not after it was stopped', async () => {
  let beats = 0;
  const stopped = await new Promise<number>((resolve) => {
    const heartbeat = new Heartbeat(() => {
      beats += 1;
      if (beats < 3) return;
      // The beat sets the next timer after this, so stopping has to reach that one too.
      setImmediate(() => {
        heartbeat.stop();
        resolve(beats);
      });
    }, 1);
    heartbeat.start();
  });
  expect(stopped).toBeGreaterThanOrEqual(3);
});
