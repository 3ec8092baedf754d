import { expect, test } from 'vitest';
import { seconds } from '../basics/time.ts';
import type { Chain } from '../calling-lists/chain.ts';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import type { DoNotCallScope } from '../interactions/interaction.ts';
import { ANN, AUTO_ANSWER, BEN, chain, kinds, phone, record, TestSite } from '../test-site.ts';

/** Another chain with the number of chain 1, or of the same customer. */
const same = chain(2, { records: [record(2, { phone: phone(1) })] });
const kin = chain(2, { customerId: 'C-77' });
const first = chain(1, { customerId: 'C-77' });

/** Ann talks to the first; the second is where the row says when she says "do not call". */
function asked(
  second: Chain,
  scope: DoNotCallScope,
  until: (site: TestSite) => void,
  plan: Partial<CampaignPlan> = {},
) {
  const site = TestSite.running({ plan, agents: [ANN, BEN], chains: [first, second, chain(3)] });
  site.ready(ANN);
  site.talk(ANN);
  until(site);
  site.endCall(ANN);
  site.ask(ANN, { type: 'set-not-ready', reason: 'lunch' });
  return { site, effects: kinds(site.markDone(ANN, { doNotCall: scope })) };
}
const buffered = (): void => {};
const offered = (site: TestSite) => void site.ready(BEN);
const dialed = (site: TestSite): void => {
  site.ready(BEN);
  site.accept(BEN);
};
const ringing = (site: TestSite): void => {
  dialed(site);
  site.ring(site.attempt(2));
};
const answered = (site: TestSite): void => {
  dialed(site);
  site.answer(site.attempt(2));
};
const talking = (site: TestSite): void => {
  site.ready(BEN);
  site.talk(BEN);
};

const done = ['close-interaction', 'save-chain', 'add-suppression'];
const reply = 'reply';
const gone = 'previewing 3';

type Row = [
  why: string,
  second: Chain,
  scope: DoNotCallScope,
  until: (site: TestSite) => void,
  ben: string,
  out: readonly string[],
];

// biome-ignore format: a table is read in columns.
test.each<Row>([
  ['in hand: closed',                      same, 'number', buffered, 'not-ready logged-on',
    [...done, reply, 'save-chain']],
  ['offered: taken off the desktop',       same, 'number', offered,  gone,
    [...done, reply, 'save-chain']],
  ['being dialed: cancelled',              same, 'number', dialed,   gone,
    [...done, reply, 'hang-up', 'close-attempt', 'save-chain', 'close-interaction']],
  ['ringing: cancelled',                   same, 'number', ringing,  gone,
    [...done, reply, 'hang-up', 'close-attempt', 'save-chain', 'close-interaction']],
  ['just answered: the call goes on',      same, 'number', answered, 'talking 2', [...done, reply]],
  ['in conversation: the call goes on',    same, 'number', talking,  'talking 2', [...done, reply]],
  ['another number of the person is not this number', kin, 'number', offered, 'previewing 2',
    [...done, reply]],
  ['but it is the person’s',               kin,  'person', offered,  gone,
    [...done, 'add-suppression', reply, 'save-chain']],
])('%s', (_why, second, scope, until, ben, out) => {
  const { site, effects } = asked(second, scope, until);
  expect([site.picture().ben, effects]).toEqual([ben, out]);
});

test('what is taken away is blocked, and no attempt is counted that was not made', () => {
  const { site } = asked(same, 'number', buffered);
  expect(site.state.chains.has(same.id)).toBe(false);
  const other = TestSite.running({ agents: [ANN, BEN], chains: [first, same] });
  other.ready(ANN);
  other.talk(ANN);
  other.endCall(ANN);
  const saved = other
    .markDone(ANN, { doNotCall: 'number' })
    .filter((effect) => effect.type === 'save-chain' && effect.chainId === same.id);
  expect(saved).toMatchObject([
    {
      state: 'closed',
      records: [{ type: 'no-call', status: 'updated', callResult: 'do-not-call', attempts: 0 }],
    },
  ]);
});

test('a call dialed for a reserved agent is cancelled too, and the agent gets the next', () => {
  const site = TestSite.running({
    plan: AUTO_ANSWER,
    agents: [ANN, BEN],
    chains: [first, same, chain(3)],
  });
  site.ready(ANN);
  site.answer(site.attempt(1));
  site.verdict(site.attempt(1));
  site.tick(seconds(1));
  site.ready(BEN);
  site.endCall(ANN);
  site.ask(ANN, { type: 'set-not-ready', reason: 'lunch' });
  site.markDone(ANN, { doNotCall: 'number' });
  expect(site.picture()).toEqual({
    ann: 'not-ready lunch',
    ben: 'reserved 3',
    group: 'running:',
    'call 3': 'dialing',
  });
});

test('what is leased a moment later, from before the asking, is not dialed either', () => {
  const { site } = asked(chain(4), 'number', buffered);
  site.lease([same]);
  site.ready(BEN);
  expect(site.picture().ben).toBe('previewing 4');
  site.reject(BEN);
  site.reject(BEN);
  expect([site.picture().ben, site.state.chains.has(same.id)]).toEqual(['ready', false]);
});
