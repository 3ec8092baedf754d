import { agentId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { onAgentLegGone, onAgentLegUp, raiseAgent, setAgentPhone } from './agent-legs.ts';
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

/** Ann's phone has been picked up just now. */
function fresh() {
  const at = new TestExchange();
  const ann = agentId('ann');
  const phone = { kind: 'desk', address: 'sip:ann@desk.example' } as const;
  setAgentPhone(at.x, { type: 'set-agent-phone', agentId: ann, phone });
  raiseAgent(at.x, { type: 'raise-agent', agentId: ann, music: false });
  let packets = 0;
  at.ari.answers.set('rtpStatistics', () => ({ rxcount: packets, txcount: 0, rxploss: 0 }));
  onAgentLegUp(at.x, ann, at.legOf('agent'));
  at.heard();
  const pass = async (times: number): Promise<readonly string[]> => {
    for (let count = 0; count < times; count += 1) {
      await at.settle();
      at.pass(100);
    }
    await at.settle();
    return at.heard();
  };
  const send = (count: number): void => {
    packets += count;
  };
  return { at, ann, pass, send };
}

test('a leg is up for everybody else when it is heard, which is looked at often', async () => {
  const { at, pass, send } = fresh();
  expect(await pass(3)).toEqual([]);
  send(2);
  expect(await pass(1)).toEqual(['agent-leg ann up']);
  at.asked();
  send(9);
  expect([await pass(9), at.asked()]).toEqual([[], []]);
});

test('of one that is never heard it is first said that it is silent', async () => {
  const { pass, send, at, ann } = fresh();
  expect(await pass(39)).toEqual([]);
  expect(await pass(2)).toEqual(['agent-silent ann true', 'agent-leg ann up']);
  send(1);
  onPackets(at.x, ann, at.legOf('agent'), 1);
  expect(at.heard()).toEqual(['agent-silent ann false']);
});

test('one that goes before it was heard has never come up', async () => {
  const { at, ann, pass } = fresh();
  raiseAgent(at.x, { type: 'raise-agent', agentId: ann, music: false });
  expect(await pass(2)).toEqual([]);
  onAgentLegGone(at.x, ann, at.legOf('agent'));
  expect(at.heard()).toEqual(['agent-leg ann failed']);
  at.asked();
  expect([await pass(5), at.asked()]).toEqual([[], []]);
});
