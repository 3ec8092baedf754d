import { expect, test } from 'vitest';
import { endAll } from './end-all.ts';
import { refusedWith, TestExchange } from './test-exchange.ts';

test('every leg is hung up and every bridge closed, gone or not', async () => {
  const at = new TestExchange();
  at.talking();
  at.dial('a2', 'balanced');
  at.agentUp('ben');
  at.asked();
  at.ari.answers.set('hangUp', refusedWith(404));
  await endAll(at.x);
  expect(at.asked()).toEqual([
    'hangUp customer:a1',
    'hangUp customer:a2',
    'hangUp agent:ann',
    'hangUp agent:ben',
    'destroyBridge desk:ann',
  ]);
});
