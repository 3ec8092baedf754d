import { testDatabase } from '@outpace/server/store/test-database.ts';
import { expect, onTestFinished, test } from 'vitest';
import { brokenIn } from './prove-upgrade.ts';
import { tryUpgrade } from './upgrade-trial.ts';

test.each(['drained', 'replaced by a newer release'] as const)(
  'a node is %s while its agents talk, and all of it goes on',
  async (way) => {
    const { pool, connection, drop } = await testDatabase();
    onTestFinished(drop);
    const report = await tryUpgrade({ pool, connection }, { way });
    expect(brokenIn(report)).toEqual([]);
    // Enough was in hand for the test to mean something.
    expect([...report.before.values()]).toEqual(
      Array.from({ length: 3 }, () =>
        expect.objectContaining({
          phase: 'connected',
          note: expect.stringContaining('talks about'),
        }),
      ),
    );
    expect(report.written).toMatchObject({ closedBy: 'recovery' });
  },
  400_000,
);
