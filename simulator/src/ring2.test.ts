import { siteId } from '@outpace/engine/basics/ids.ts';
import { instant, millis } from '@outpace/engine/basics/time.ts';
import { Dialer } from '@outpace/server/dialer/dialer.ts';
import { EpochLost } from '@outpace/server/ports.ts';
import { expect, test } from 'vitest';
import { Carrier } from './carrier.ts';
import { NO_FAULTS } from './faults.ts';
import { Ring2 } from './ring2.ts';
import { progressiveDay } from './scenarios/progressive-day.ts';
import { smoke } from './scenarios/smoke.ts';
import { SimulatedDialerStore } from './simulated-dialer-store.ts';
import { SimulatedSwitch } from './simulated-switch.ts';
import { SimulatedStore } from './store.ts';
import { VirtualClock } from './virtual-clock.ts';

test('the real dialer lives short days with every fault and breaks no law', async () => {
  let [kills, dispositions] = [0, 0];
  for (let seed = 1; seed <= 15; seed += 1) {
    const size = { ...smoke.sizeOf(seed), chains: 150, agents: 10, minutes: 30 };
    const report = await new Ring2(smoke.setUp(seed, size)).run();
    expect([seed, report.violations]).toEqual([seed, []]);
    kills += report.kills;
    dispositions += report.dispositions;
  }
  expect(kills).toBeGreaterThan(3);
  expect(dispositions).toBeGreaterThan(100);
});

test('without faults it does its work and answers everybody', async () => {
  const size = { ...progressiveDay.sizeOf(1), faults: NO_FAULTS, minutes: 40 };
  const report = await new Ring2(progressiveDay.setUp(1, size)).run();
  expect(report.violations).toEqual([]);
  expect([report.kills, report.answers > report.dispositions]).toEqual([0, true]);
});

test('an old owner that wakes up late writes nothing and ends', async () => {
  const clock = new VirtualClock(instant(0));
  const tables = new SimulatedStore({ chains: [], plans: [] });
  const trouble = { storeMs: () => millis(1), storeFails: () => false };
  const reasons: Error[] = [];
  const start = async (): Promise<Dialer> => {
    const dialer = new Dialer({
      clock,
      store: new SimulatedDialerStore(tables, clock, trouble),
      carrier: new SimulatedSwitch(new Carrier({ calleeOf: () => expect.unreachable() }), clock),
      screens: { agentChanged: () => {}, promisesChanged: () => {}, sessionChanged: () => {} },
      site: { siteId: siteId('site'), reasons: [] },
      onFault: () => {},
      onEnd: (reason) => reasons.push(reason),
    });
    const started = dialer.start();
    await drain(clock);
    await started;
    return dialer;
  };
  const old = await start();
  await start();
  const [plan] = progressiveDay.setUp(1, progressiveDay.sizeOf(1)).groups.map((g) => g.plan);
  if (plan === undefined) throw new Error('no plan');
  const id = 'c1' as Parameters<Dialer['supervisorCommand']>[1];
  const answer = old.supervisorCommand('sue', id, { type: 'load', plan, autoComplete: false });
  await drain(clock);
  expect(await answer).toEqual({ ok: false, problem: { code: 'RESTARTING' } });
  expect(reasons.map((reason) => reason instanceof EpochLost)).toEqual([true]);
  expect(tables.sessions.size).toBe(0);
});

async function drain(clock: VirtualClock): Promise<void> {
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  await settled();
  for (let jumps = 0; jumps < 50 && clock.jump(); jumps += 1) await settled();
}
