import { expect, test } from 'vitest';
import { openVictimDatabase } from './victim-database.ts';

test('a server that is there is taken as it is, and left running', async () => {
  const connection = { host: 'database.example', database: 'crash' };
  const opened = await openVictimDatabase({ connection });
  expect(opened.connection).toBe(connection);
  await opened.stop();
});
