import { expect, test } from 'vitest';
import { onPackets, watchSilence } from './silence.ts';
import { refusedWith, TestExchange } from './test-exchange.ts';

function listening() {
  const at = new TestExchange();
  const ann = at.agentUp('ann');
  const leg = at.legOf('agent');
  at.heard();
  at.asked();
  return { at, ann, leg };
}

test('a phone that sends nothing for four seconds is told as silent, and when it is heard', () => {
  const { at, ann, leg } = listening();
  onPackets(at.x, ann, leg, 50);
  at.pass(3_900);
  onPackets(at.x, ann, leg, 50);
  expect(at.heard()).toEqual([]);
  at.pass(100);
  onPackets(at.x, ann, leg, 50);
  onPackets(at.x, ann, leg, 50);
  onPackets(at.x, ann, 'another leg', 60);
  expect(at.heard()).toEqual(['agent-silent ann true']);
  onPackets(at.x, ann, leg, 51);
  expect(at.heard()).toEqual(['agent-silent ann false']);
});

test('each leg is asked about every two seconds, while there is a switch to ask', async () => {
  const { at } = listening();
  let isUp = true;
  at.ari.answers.set('rtpStatistics', () => ({ rxcount: 0, txcount: 0, rxploss: 0 }));
  const stop = watchSilence(at.x, () => isUp);
  for (let count = 0; count < 5; count += 1) {
    at.pass(2_000);
    await at.settle();
  }
  expect(at.asked()).toHaveLength(5);
  expect(at.heard()).toEqual(['agent-silent ann true']);
  isUp = false;
  at.pass(5_000);
  isUp = true;
  at.ari.answers.set('rtpStatistics', refusedWith(404));
  at.pass(2_000);
  await at.settle();
  expect(at.asked()).toHaveLength(1);
  stop();
  at.pass(5_000);
  expect(at.asked()).toEqual([]);
});

test('questions do not pile up', async () => {
  const { at } = listening();
  // Nothing is answered any more.
  at.ari.answers.set('rtpStatistics', () => ({}));
  const stop = watchSilence(at.x, () => true);
  at.pass(2_000);
  await at.settle();
  at.pass(10_000);
  expect(at.asked()).toHaveLength(1);
  stop();
});
