import { commandId, siteId } from '@outpace/engine/basics/ids.ts';
import { expect, onTestFinished, test } from 'vitest';
import { answersLeft, saveAnswers } from './answered-commands.ts';
import { asOwner, takeOwnership } from './ownership.ts';
import { testDatabase } from './test-database.ts';

test('answers are there for the next owner of the same site, for ten minutes', async () => {
  const { pool, drop } = await testDatabase();
  onTestFinished(drop);
  const site = siteId('main');
  await pool.query("insert into sites (site, name) values ('main', 'Main'), ('north', 'North')");
  const owner = { site, epoch: await takeOwnership(pool, site) };
  const other = { site: siteId('north'), epoch: await takeOwnership(pool, siteId('north')) };
  const one = { commandId: commandId('one'), done: 'done' } as const;
  const two = { commandId: commandId('two'), done: 'waiting' } as const;
  const three = { commandId: commandId('three'), done: 'done' } as const;
  const left = (who: typeof owner, countMax = 9) =>
    asOwner(pool, who, (statements) => answersLeft(statements, who, countMax));
  await asOwner(pool, owner, (statements) => saveAnswers(statements, owner, [one, one]));
  await asOwner(pool, owner, (statements) => saveAnswers(statements, owner, [two]));
  expect([await left(owner), await left(owner, 1), await left(other)]).toEqual([
    [one, two],
    [two],
    [],
  ]);
  await pool.query("update answered_commands set at = at - interval '11 minutes'");
  expect(await left(owner)).toEqual([]);
  await asOwner(pool, owner, (statements) => saveAnswers(statements, owner, [three]));
  const { rows } = await pool.query('select command_id from answered_commands');
  expect(rows).toEqual([{ command_id: 'three' }]);
});
