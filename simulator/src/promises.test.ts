import { momentOf } from '@outpace/engine/basics/local-time.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { expect, test } from 'vitest';
import { Prng } from './prng.ts';
import { drawCallback, drawNumber } from './promises.ts';

const view = {
  zone: 'America/New_York',
  openedAt: instant(Date.UTC(2026, 10, 23, 15)),
  connectedAt: undefined,
  wrapUpUntil: undefined,
  numbers: [{ recordId: '1' }],
} as unknown as InteractionView;

test('mostly a known number, now and then a new one; mostly a time to come', () => {
  const prng = new Prng(7);
  const kinds = Array.from({ length: 200 }, () => drawNumber(prng, view).kind);
  expect(kinds.filter((kind) => kind === 'new-number').length).toBeGreaterThan(20);
  expect(kinds.filter((kind) => kind === 'record').length).toBeGreaterThan(120);
  const times = Array.from({ length: 200 }, () => momentOf(drawCallback(prng, view).time));
  const ahead = times.filter((time) => time.ok && time.value > view.openedAt);
  expect(ahead.length).toBeGreaterThan(150);
  expect(ahead.length).toBeLessThan(200);
});
