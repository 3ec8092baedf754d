import { expect, test } from 'vitest';
import { seconds } from '../basics/time.ts';
import type { Desk } from '../test-consulting.ts';
import { asking, COLLEAGUE, desk, NUMBER, three } from '../test-consulting.ts';
import { ANN, BEN, phone } from '../test-site.ts';

type Row = [why: string, begin: () => Desk, act: (now: Desk) => unknown, picture: string];

// biome-ignore format: a table is read in columns.
test.each<Row>([
  ['the other side is talked to',              asking, (now) => now.ask(ANN, 'talk-with', { side: 'customer' }), "ann's: consulting customer; ann talking, ben consulted"],
  ['all three are brought together',           asking, (now) => now.ask(ANN, 'complete-conference'), "ann's: conference; ann talking, ben consulted"],
  ['the consultation is ended',                asking, (now) => now.ask(ANN, 'end-consultation'), "ann's: connected; ann talking, ben ready"],
  ['End call ends the consultation only',      asking, (now) => now.ask(ANN, 'end-call'), "ann's: connected; ann talking, ben ready"],
  ['who is asked leaves',                      asking, (now) => now.ask(BEN, 'leave-consultation'), "ann's: connected; ann talking, ben ready"],
  ['a transfer waits for the switch',          asking, (now) => now.ask(ANN, 'complete-transfer'), "ann's: consulting target; ann talking, ben consulted"],
  ['and is done when the switch says so',      asking, (now) => [now.ask(ANN, 'complete-transfer'), now.moved(BEN)], "ben's: connected; ann ready, ben talking"],
  ['one who leaves a conference hands over',   three,  (now) => [now.ask(ANN, 'complete-transfer'), now.moved(BEN)], "ben's: connected; ann ready, ben talking"],
  ['a guest is sent out of the conference',    three,  (now) => now.ask(ANN, 'end-consultation'), "ann's: connected; ann talking, ben ready"],
  ['a guest leaves the conference',            three,  (now) => now.ask(BEN, 'leave-consultation'), "ann's: connected; ann talking, ben ready"],
  ['a conference is ended for all',            three,  (now) => now.ask(ANN, 'end-call'), "ann's: wrap-up; ann wrap-up, ben wrap-up"],
  ['the contact leaves the conference',        three,  (now) => now.site.ended(now.site.attempt(1)), "ann's: wrap-up; ann wrap-up, ben wrap-up"],
  ['an instant conference needs no more',      () => desk().with('conference', COLLEAGUE), () => {}, "ann's: conference; ann talking, ben consulted"],
  ['nor does an instant transfer',             () => desk().with('transfer', COLLEAGUE), (now) => now.moved(BEN), "ben's: connected; ann ready, ben talking"],
  ['a number takes over: work on the record is left', () => asking(NUMBER), (now) => [now.ask(ANN, 'complete-transfer'), now.moved(undefined)], "ann's: wrap-up; ann wrap-up, ben ready"],
  // What goes wrong.
  ['the target does not answer',               desk,   (now) => [now.ask(ANN, 'consult', { target: NUMBER }), now.site.tick(seconds(55))], "ann's: connected; ann talking, ben ready"],
  ['the target is busy',                       desk,   (now) => [now.ask(ANN, 'transfer', { target: NUMBER }), now.say('ended')], "ann's: connected; ann talking, ben ready"],
  ['the target’s phone cannot be called',      desk,   (now) => [now.ask(ANN, 'consult', { target: COLLEAGUE }), now.site.leg(BEN, 'failed')], "ann's: connected; ann talking, ben not-ready"],
  ['the third party hangs up',                 asking, (now) => now.say('ended'), "ann's: connected; ann talking, ben ready"],
  ['the third party’s leg is lost',            asking, (now) => now.site.leg(BEN, 'lost'), "ann's: connected; ann talking, ben not-ready"],
  ['the contact hangs up while somebody is asked', asking, (now) => now.site.ended(now.site.attempt(1)), "ann's: wrap-up; ann wrap-up, ben ready"],
  ['the agent’s leg is lost while somebody is asked', asking, (now) => now.site.leg(ANN, 'lost'), "ann's: reconnecting; ann talking, ben ready"],
  ['the agent’s leg is lost in a conference',  three,  (now) => now.site.leg(ANN, 'lost'), "ann's: reconnecting; ann talking, ben ready"],
  ['who is asked logs off: after the call',    asking, (now) => [now.ask(BEN, 'log-off'), now.ask(ANN, 'complete-transfer'), now.moved(BEN)], "ben's: connected; ann ready, ben talking"],
  ['who is called logs off in that instant: after the call', desk, (now) => [now.ask(ANN, 'transfer', { target: COLLEAGUE }), now.ask(BEN, 'log-off'), now.moved(BEN)], "ben's: connected; ann ready, ben talking"],
  ['who is called closes the laptop',          desk,   (now) => [now.ask(ANN, 'consult', { target: COLLEAGUE }), now.site.step({ type: 'agent-disconnected', agentId: BEN }), now.site.tick(seconds(31))], "ann's: connected; ann talking, ben not-ready"],
  ['who is there does so, and is still heard', asking, (now) => [now.site.step({ type: 'agent-disconnected', agentId: BEN }), now.site.tick(seconds(31))], "ann's: consulting target; ann talking, ben consulted"],
  ['a transfer crosses with a third party who goes', asking, (now) => [now.ask(ANN, 'complete-transfer'), now.say('ended'), now.moved(BEN)], "ann's: connected; ann talking, ben ready"],
  ['old news of a transfer that was done',     asking, (now) => [now.ask(ANN, 'complete-transfer'), now.moved(BEN), now.moved(BEN), now.say('ended'), now.say('answered')], "ben's: connected; ann ready, ben talking"],
  ['old news of a consultation that is over',  asking, (now) => [now.ask(ANN, 'end-consultation'), now.say('answered'), now.say('ended')], "ann's: connected; ann talking, ben ready"],
])('%s', (_why, begin, act, picture) => {
  const now = begin();
  act(now);
  expect(now.picture).toBe(picture);
});

test('a do-not-call that comes meanwhile leaves the conversation alone', () => {
  const now = asking();
  const key = `phone ${phone(1)}`;
  now.site.state.suppressed.set(key, now.site.at);
  now.site.tick(seconds(1));
  expect(now.picture).toBe("ann's: consulting target; ann talking, ben consulted");
});
