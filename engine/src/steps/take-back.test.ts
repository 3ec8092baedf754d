import { expect, test } from 'vitest';
import { chainId } from '../basics/ids.ts';
import { seconds } from '../basics/time.ts';
import { ANN, AUTO_ANSWER, answers, chain, chains, phone, TestSite } from '../test-site.ts';
import { agentView } from '../views/agent-view.ts';

type Where =
  | 'offered'
  | 'engaging'
  | 'engaged and ringing'
  | 'dialing'
  | 'ringing'
  | 'talking'
  | 'after the call'
  | 'in the buffer';

/** The line of an agent is held for this one record, before or while it is dialed. */
function engagedSite(isDialed: boolean): TestSite {
  const assured = { of: 'everybody' } as const;
  const plan = { ...AUTO_ANSWER, assured };
  const site = TestSite.running({ phones: 'needed', plan, chains: chains(1) });
  site.ready(ANN);
  if (!isDialed) return site;
  site.leg(ANN, 'up');
  site.ring(site.attempt(1));
  return site;
}

function siteAt(where: Where): TestSite {
  if (where === 'engaging' || where === 'engaged and ringing') {
    return engagedSite(where === 'engaged and ringing');
  }
  const site = TestSite.running({ chains: chains(1) });
  if (where === 'in the buffer') return site;
  site.ready(ANN);
  if (where === 'offered') return site;
  if (where === 'dialing' || where === 'ringing') {
    site.accept(ANN);
    if (where === 'ringing') site.ring(site.attempt(1));
    return site;
  }
  site.talk(ANN);
  if (where === 'after the call') site.endCall(ANN);
  return site;
}

type Row = [where: Where, agent: string, said: string | undefined, calls: string | undefined];

const closing = { state: 'closed' };

// biome-ignore format: a table is read in columns.
const ROWS: readonly Row[] = [
  // where             agent then     what is said       the call
  ['in the buffer',    'not-ready logged-on', undefined, undefined],
  ['offered',          'ready',       'result',          undefined],
  ['engaging',         'ready leg down', 'result',       undefined],
  ['engaged and ringing', 'ready leg down', 'result',    undefined],
  ['dialing',          'ready',       'result',          undefined],
  ['ringing',          'ready',       'result',          undefined],
  ['talking',          'talking 1',   'takenBack',       'connected'],
  ['after the call',   'wrap-up 1',   'takenBack',       undefined],
];

for (const how of ['cancelled', 'suppressed'] as const) {
  test.each(ROWS)(`${how} %s`, (where, agent, said, call) => {
    const site = siteAt(where);
    const effects = site.order(
      how === 'cancelled'
        ? { type: 'cancel-record', chainId: chainId('1'), taken: { kind: 'in-use' } }
        : { type: 'suppress', keys: [{ kind: 'phone', phone: phone(1) }], reason: 'letter' },
    );
    const view = agentView(site.state, ANN);
    expect(answers(effects)).toEqual(['ok']);
    expect([site.picture().ann, site.picture()['call 1']]).toEqual([agent, call]);
    const result = how === 'cancelled' ? 'cancel-record' : 'do-not-call';
    expect([view?.lastOutcome?.result, view?.interaction?.takenBack]).toEqual([
      said === 'result' ? result : undefined,
      said === 'takenBack' ? how : undefined,
    ]);
    const isOver = said !== 'takenBack';
    expect(effects.some(({ type }) => type === 'save-chain')).toBe(isOver);
    if (isOver) {
      expect(effects.find(({ type }) => type === 'save-chain')).toMatchObject(closing);
      const isRinging = ['dialing', 'ringing', 'engaged and ringing'].includes(where);
      expect(effects.some(({ type }) => type === 'hang-up')).toBe(isRinging);
    }
  });

  test(`${how} in the call: it goes on, and nobody calls again`, () => {
    const site = siteAt('after the call');
    site.order(
      how === 'cancelled'
        ? { type: 'cancel-record', chainId: chainId('1'), taken: { kind: 'in-use' } }
        : { type: 'suppress', keys: [{ kind: 'phone', phone: phone(1) }], reason: 'letter' },
    );
    const { id: interactionId, recordId } = site.interaction(ANN);
    const again = site.ask(ANN, {
      type: 'recall',
      interactionId,
      to: { kind: 'record', recordId },
    });
    expect(answers(again)).toEqual(['RECORD_TAKEN_BACK']);
    const done = site.markDone(ANN, { callResult: 'no-answer' });
    expect(done.find(({ type }) => type === 'save-chain')).toMatchObject(closing);
  });
}

test('a record that waits in the store is closed there', () => {
  const site = TestSite.running({ chains: chains(1) });
  const order = {
    type: 'cancel-record',
    chainId: chainId('7'),
    taken: { kind: 'taken', chain: chain(7) },
  } as const;
  const effects = site.order(order);
  expect(effects.find(({ type }) => type === 'save-chain')).toMatchObject({
    chainId: '7',
    state: 'closed',
    records: [{ status: 'cancelled', attempts: 0 }],
  });
  const ask = (kind: 'in-use' | 'gone') => answers(site.order({ ...order, taken: { kind } }));
  expect([ask('in-use'), ask('gone')]).toEqual([['RECORD_BUSY'], ['RECORD_GONE']]);
});

test('why it left the screen is said beside the record that comes in its place', () => {
  const site = TestSite.running({ chains: chains(3) });
  site.ready(ANN);
  site.order({ type: 'cancel-record', chainId: chainId('1'), taken: { kind: 'in-use' } });
  expect(site.picture().ann).toBe('previewing 2');
  expect(agentView(site.state, ANN)?.lastOutcome).toMatchObject({ result: 'cancel-record' });
  site.tick(seconds(1));
  site.ask(ANN, { type: 'reject-offer', offerId: site.offer(ANN).id });
  expect(site.picture().ann).toBe('previewing 3');
  expect(agentView(site.state, ANN)?.lastOutcome).toBeUndefined();
});
