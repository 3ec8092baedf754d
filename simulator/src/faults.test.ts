import { after, instant, seconds } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { ALL_FAULTS, drawFaults, type FaultSwitches, Faults, NO_FAULTS } from './faults.ts';
import { Prng } from './prng.ts';

const often = <Answer>(ask: () => Answer): readonly Answer[] => Array.from({ length: 5_000 }, ask);

/** Once a second. */
function refusals(faults: Faults) {
  let at = instant(0);
  return often(() => {
    at = after(at, seconds(1));
    return faults.refusal(at);
  });
}

const troubles = (faults: Faults, refused = refusals(faults)) => ({
  late: often(() => faults.deliveries()).some(([first]) => (first ?? 0) > 100),
  twice: often(() => faults.deliveries()).some((waits) => waits.length === 2),
  refused: refused.includes('no-free-port'),
  dead: refused.includes('all-trunks-busy'),
  slow: often(() => faults.storeMs()).some((wait) => wait > 100),
  failed: often(() => faults.storeFails()).includes(true),
  killed: [...often(() => faults.kills()), ...often(() => faults.kills())].includes(true),
  laptops: often(() => faults.closesLaptop(0.1)).includes(true),
  repeated: often(() => faults.sentTwice()).includes(true),
  legs: often(() => faults.legFails()).includes(true),
  recordings: often(() => faults.recordingFails()).includes(true),
  orphans: often(() => faults.orphans()).includes(true),
  phones: faults.phoneTrouble() !== undefined,
  switch: faults.switchLoss() !== undefined,
  survivors: faults.callsSurvive,
});

test('every fault that is on happens, and none that is off', () => {
  const all = troubles(new Faults(new Prng(1), ALL_FAULTS));
  expect(Object.values(all)).toEqual(Array.from({ length: 15 }, () => true));
  const none = troubles(new Faults(new Prng(1), NO_FAULTS));
  expect(Object.values(none)).toEqual(Array.from({ length: 15 }, () => false));
});

test('another day has the same faults, and some begin with another process', () => {
  const faults = new Faults(new Prng(1), ALL_FAULTS);
  faults.stop();
  expect(Array.from({ length: 30 }, () => faults.killsAtNight())).not.toContain(true);
  faults.resume();
  expect(Object.values(troubles(faults))).toContain(true);
  expect(Array.from({ length: 30 }, () => faults.killsAtNight())).toContain(true);
});

test('the clock only ever jumps forward, and not where nobody asked for it', () => {
  const jumps = (on: FaultSwitches) => {
    const faults = new Faults(new Prng(1), on);
    return Array.from({ length: 1_000 }, () => faults.clockJump() ?? 0).filter((ms) => ms !== 0);
  };
  expect(jumps(ALL_FAULTS).length).toBeGreaterThan(2);
  expect(Math.min(...jumps(ALL_FAULTS))).toBeGreaterThan(0);
  expect(jumps(NO_FAULTS)).toEqual([]);
  expect(drawFaults(new Prng(1)).clockJumps).toBe(false);
});

test('after the stop nothing fails any more', () => {
  const faults = new Faults(new Prng(1), ALL_FAULTS);
  faults.stop();
  expect(Object.values(troubles(faults))).not.toContain(true);
});

test('worlds differ in what goes wrong', () => {
  const drawn = Array.from({ length: 100 }, (_, seed) => drawFaults(new Prng(seed)));
  for (const name of [
    'switchEvents',
    'kills',
    'laptops',
    'slowStore',
    'phones',
    'switchGone',
    'trunksDead',
  ] as const) {
    const on = drawn.filter((faults) => faults[name]).length;
    expect(on).toBeGreaterThan(55);
    expect(on).toBeLessThan(95);
  }
});
