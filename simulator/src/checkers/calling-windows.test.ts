import { instant } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { windowOf } from '../scenarios/parts.ts';
import { CallingWindows } from './calling-windows.ts';
import { openedIn, Scene } from './scene.ts';

test('a dial at night is found', () => {
  const scene = new Scene([new CallingWindows()]);
  const moment = scene.dial();
  expect(scene.broken).toEqual([]);
  scene.show({ ...moment, at: instant(Date.UTC(2026, 10, 23, 3)) });
  expect(scene.broken).toEqual([expect.stringContaining('at a closed hour of UTC')]);
});

/** What is said of the scene's dial, made in this window at this time. */
function said(window: ReturnType<typeof windowOf>, at: string): number {
  const scene = new Scene([]);
  const moment = scene.dial();
  const { chainId } = openedIn(moment);
  const held = moment.state.chains.get(chainId);
  if (held === undefined) throw new Error('the chain is in hand');
  const records = held.chain.records.map((record) => ({ ...record, ...window }));
  moment.state.chains.set(chainId, { ...held, chain: { ...held.chain, records } });
  return new CallingWindows().see({ ...moment, at: instant(Date.parse(at)) }).length;
}

test.each<[what: string, window: ReturnType<typeof windowOf>, at: string, found: number]>([
  ['the last second', windowOf('Europe/London', 8, 20), '2026-10-24T18:59:59Z', 0],
  ['the end', windowOf('Europe/London', 8, 20), '2026-10-24T19:00:00Z', 1],
  [
    'the beginning, an hour later after the clocks',
    windowOf('Europe/London', 8, 20),
    '2026-10-25T07:59:59Z',
    1,
  ],
  ['the beginning after the clocks', windowOf('Europe/London', 8, 20), '2026-10-25T08:00:00Z', 0],
  ['the second reading of the hour', windowOf('Europe/London', 1, 2), '2026-10-25T01:30:00Z', 0],
  ['the hour that is left out', windowOf('America/New_York', 2, 3), '2026-03-08T07:00:00Z', 1],
  ['half an hour of change', windowOf('Australia/Lord_Howe', 8, 9), '2026-10-03T21:00:00Z', 0],
  ['through midnight', windowOf('UTC', 20, 9), '2026-10-24T08:59:59Z', 0],
  ['after a window through midnight', windowOf('UTC', 20, 9), '2026-10-24T09:00:00Z', 1],
])('%s', (_what, window, at, found) => {
  expect(said(window, at)).toBe(found);
});
