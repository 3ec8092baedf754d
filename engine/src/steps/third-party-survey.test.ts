import { expect, test } from 'vitest';
import type { CustomerLeg, SurvivingThird } from '../dialing/surviving-leg.ts';
import type { Effect } from '../effect.ts';
import type { Desk } from '../test-consulting.ts';
import { asking, COLLEAGUE, desk, NUMBER, three } from '../test-consulting.ts';
import { ANN, BEN, kinds } from '../test-site.ts';

const third = (change: Partial<SurvivingThird> = {}): Partial<CustomerLeg> => ({
  third: { agentId: BEN, isUp: true, side: 'target', hasCall: false, ...change },
});
const outside = { agentId: undefined } as const;
const calling = (target = COLLEAGUE) => {
  const now = desk();
  now.ask(ANN, 'consult', { target });
  return now;
};

/** Legs follow their agents, whatever the switch has of them. */
const ofTheCall = (effects: readonly Effect[]) =>
  kinds(effects).filter((kind) => kind !== 'set-agent-phone' && kind !== 'drop-agent');

type Row = [
  why: string,
  begin: () => Desk,
  leg: Partial<CustomerLeg>,
  picture: string,
  orders: readonly string[],
];

// biome-ignore format: a table is read in columns.
test.each<Row>([
  ['who is asked is asked still',             asking,                 third(), "ann's: consulting target; ann talking, ben consulted", []],
  ['the order to call them was lost',         calling,                {}, "ann's: connected; ann talking, ben ready", ['end-consultation', 'save-third-party']],
  ['they have answered meanwhile',            () => calling(NUMBER),  third(outside), "ann's: consulting target; ann talking, ben ready", ['save-third-party']],
  ['they have gone meanwhile',                asking,                 {}, "ann's: connected; ann talking, ben ready", ['end-consultation', 'save-third-party']],
  ['the order to let them go was lost',       desk,                   third(outside), "ann's: connected; ann talking, ben ready", ['end-consultation']],
  ['the order to meet was lost',              three,                  third(), "ann's: conference; ann talking, ben consulted", ['talk-with']],
  ['a colleague has taken over meanwhile',    asking,                 { agentId: BEN }, "ben's: connected; ann ready, ben talking", ['save-third-party', 'transfer-interaction']],
  ['somebody outside has taken over',         () => asking(NUMBER),   { agentId: undefined, ...third({ ...outside, side: 'both', hasCall: true }) }, "ann's: wrap-up; ann wrap-up, ben ready", ['save-third-party', 'close-attempt']],
  ['somebody has whom nobody meant',          desk,                   { agentId: BEN }, "ann's: connected; ann talking, ben ready", ['bridge', 'end-consultation']],
])('%s', (_why, begin, leg, picture, orders) => {
  const now = begin();
  now.site.step({ type: 'switch-down' });
  const effects = now.found(leg);
  expect(now.picture).toBe(picture);
  expect(ofTheCall(effects)).toEqual(orders);
});

test('a call that was handed on is left in peace when the switch is back', () => {
  const now = asking(NUMBER);
  const { attemptId } = now.call;
  now.ask(ANN, 'complete-transfer');
  now.moved(undefined);
  now.site.step({ type: 'switch-down' });
  const leg = { of: 'attempt', attemptId, state: 'talking', isHeld: false } as const;
  const legs = [{ ...leg, agentId: undefined, recording: 'off' } as const];
  const effects = now.site.step({ type: 'switch-up', legs });
  expect(ofTheCall(effects)).toEqual([]);
});
