import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../store/test-database.ts';
import { WindowIds } from './import-windows.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const day = { zone: 'America/New_York', dailyFrom: 28_800, dailyTill: 64_800 };
const night = { ...day, dailyFrom: 64_800, dailyTill: 86_400 };
const london = { ...day, zone: 'Europe/London' };

test('each window has one id, whoever asks first and how often', async () => {
  const windows = new WindowIds(database.pool);
  const asked = [day, night, day, london];
  const [first, second] = await Promise.all([
    windows.of(asked),
    new WindowIds(database.pool).of(asked.toReversed()),
  ]);
  expect([...first]).toEqual([...second.toReversed()]);
  expect(new Set(first).size).toBe(3);
  expect(first[0]).toBe(first[2]);
  const { rows } = await database.pool.query<{ zone: string; from: number; till: number }>(
    `select zone, daily_from as "dailyFrom", daily_till as "dailyTill" from callable_windows
    where id = any ($1::int[]) order by array_position($1::int[], id)`,
    [[...first]],
  );
  expect(rows).toEqual([day, night, london]);
});

test('what it remembers is bounded, what it answers is not', async () => {
  const windows = new WindowIds(database.pool);
  const many = Array.from({ length: 10_001 }, (_, n) => ({ ...day, dailyTill: n + 1 }));
  const ids = await windows.of(many);
  expect(new Set(ids).size).toBe(many.length);
  expect([...(await windows.of(many.slice(0, 3)))]).toEqual([...ids.slice(0, 3)]);
});
