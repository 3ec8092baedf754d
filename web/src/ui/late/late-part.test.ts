import { expect, test } from 'vitest';
import { fetchInIdleTime, LatePart } from './late-part.ts';

test('it is away until it was fetched, once, and those who look on are told', async () => {
  let loads = 0;
  const part = new LatePart(async () => {
    loads += 1;
    return `part ${loads}`;
  });
  const seen: string[] = [];
  part.subscribe(() => seen.push(part.current().phase));
  expect(part.current()).toEqual({ phase: 'away' });
  await Promise.all([part.fetch(), part.fetch()]);
  await part.fetch();
  expect(part.current()).toEqual({ phase: 'here', part: 'part 1' });
  expect(seen).toEqual(['here']);
});

test('a failed fetch says so, and the next one tries again', async () => {
  const answers = [Promise.reject(new TypeError('no network')), Promise.resolve('part')];
  const part = new LatePart(() => answers.shift() ?? Promise.reject(new Error('asked too often')));
  await part.fetch();
  expect(part.current()).toEqual({ phase: 'failed' });
  const again = part.fetch();
  expect(part.current()).toEqual({ phase: 'away' });
  await again;
  expect(part.current()).toEqual({ phase: 'here', part: 'part' });
});

/** Idle moments that come when the test says so. */
function idleMoments() {
  const waiting: (() => void)[] = [];
  const whenIdle = (run: () => void) => {
    waiting.push(run);
    return () => void waiting.splice(waiting.indexOf(run), 1);
  };
  const pass = async (): Promise<void> => {
    waiting.shift()?.();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { waiting, whenIdle, pass };
}

const logged = (log: string[], name: string) => new LatePart(async () => void log.push(name));

test('one is fetched in each idle moment, those that join in the meantime too', async () => {
  const log: string[] = [];
  const parts = new Set([logged(log, 'first'), logged(log, 'second')]);
  const { waiting, whenIdle, pass } = idleMoments();
  fetchInIdleTime(parts, whenIdle);
  expect(log).toEqual([]);
  await pass();
  expect(log).toEqual(['first']);
  parts.add(logged(log, 'late'));
  await pass();
  await pass();
  expect(log).toEqual(['first', 'second', 'late']);
  await pass();
  expect(waiting).toEqual([]);
});

test('who leaves the page fetches no more', async () => {
  const log: string[] = [];
  const { waiting, whenIdle } = idleMoments();
  const stop = fetchInIdleTime([logged(log, 'first')], whenIdle);
  stop();
  expect(waiting).toEqual([]);
});

test('what has failed is not asked for again by itself', async () => {
  let asked = 0;
  const broken = new LatePart(() => {
    asked += 1;
    return Promise.reject(new TypeError('no network'));
  });
  await broken.fetch();
  const log: string[] = [];
  const { whenIdle, pass } = idleMoments();
  fetchInIdleTime([broken, logged(log, 'next')], whenIdle);
  await pass();
  await pass();
  expect(asked).toBe(1);
  expect(log).toEqual(['next']);
});
