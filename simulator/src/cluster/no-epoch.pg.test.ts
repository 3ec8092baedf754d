import { siteId } from '@outpace/engine/basics/ids.ts';
import { EpochLost } from '@outpace/server/ports.ts';
import { newPool } from '@outpace/server/store/database.ts';
import { asOwner, takeOwnership } from '@outpace/server/store/ownership.ts';
import { testDatabase } from '@outpace/server/store/test-database.ts';
import { expect, onTestFinished, test } from 'vitest';
import { holdNoSite } from './no-epoch.ts';

test('without the epoch a former owner may write, and with it they may not', async () => {
  const { pool, connection, drop } = await testDatabase();
  onTestFinished(drop);
  const site = siteId('main');
  await pool.query("insert into sites (site, name) values ('main', 'Main')");
  const former = { site, epoch: await takeOwnership(pool, site) };
  await takeOwnership(pool, site);
  const rename = async () => {
    // Connections of its own: a statement is prepared once under its name.
    const own = newPool(connection);
    onTestFinished(() => own.end());
    await asOwner(own, former, ({ run }) =>
      run('rename', "update sites set name = 'Late' where site = $1", [site]),
    );
  };
  await expect(rename()).rejects.toThrow(EpochLost);
  const putBack = holdNoSite();
  try {
    await rename();
  } finally {
    putBack();
  }
  expect((await pool.query('select name from sites')).rows).toEqual([{ name: 'Late' }]);
  await expect(rename()).rejects.toThrow(EpochLost);
});
