import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PhoneChoice } from '../agents/agent-phone.ts';
import { hasLeg, isUsable } from '../agents/agent-phone.ts';
import { millis, minutes, seconds } from '../basics/time.ts';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import type { AgentLeg } from '../campaigns/voice.ts';
import { AGENT_LEGS } from '../campaigns/voice.ts';
import type { AgentCommand, EventBody } from '../event.ts';
import { ANN, AUTO_ANSWER, answers, BEN, kinds, TestSite, VOICE } from '../test-site.ts';

const voice = (agentLeg: AgentLeg): Partial<CampaignPlan> => ({ voice: { ...VOICE, agentLeg } });

function start(agentLeg: AgentLeg = 'per-call', plan: Partial<CampaignPlan> = {}): TestSite {
  return TestSite.running({ phones: 'needed', plan: { ...voice(agentLeg), ...plan }, chains: [] });
}
const ready = (site: TestSite) => {
  site.ready(ANN);
  return site;
};
const lost = 'not-ready phone-lost leg down';

test('nobody is ready whose phone cannot be called, whoever asks for it', () => {
  const site = start();
  site.reach(ANN, false);
  const set = { type: 'set-agent-status', agentId: ANN, status: 'ready' } as const;
  expect([answers(site.ready(ANN)), answers(site.order(set))]).toEqual([
    ['PHONE_NOT_READY'],
    ['PHONE_NOT_READY'],
  ]);
  site.reach(ANN);
  expect(answers(site.order(set))).toEqual(['ok']);
});

type Play = (site: TestSite) => unknown;
const gone: Play = (site) => site.reach(ANN, false);
const silent: Play = (site) => site.silence(ANN);
const hungUp: Play = (site) => site.leg(ANN, 'hung-up');
const fails: Play = (site) => site.leg(ANN, 'failed');
const up: Play = (site) => site.leg(ANN, 'up');

// biome-ignore format: a table is read in columns.
test.each<[why: string, leg: AgentLeg, plays: readonly Play[], ann: string]>([
  ['ready, and the browser is gone',          'per-call',  [gone],         lost],
  ['ready, and the leg is up',                'nailed-up', [up],           'ready leg up'],
  ['the agent hangs up: the end of the shift', 'nailed-up', [up, hungUp],  lost],
  ['nothing is heard on the leg',             'nailed-up', [up, silent],   'not-ready phone-lost leg up'],
  ['the leg does not come up',                'nailed-up', [fails],        lost],
  ['the browser is gone, the leg is not',     'nailed-up', [up, gone],     'not-ready phone-lost leg up'],
  ['a leg that nobody ordered says nothing',  'per-call',  [hungUp, fails], 'ready leg down'],
])('%s', (_why, leg, plays, ann) => {
  const site = ready(start(leg));
  for (const play of plays) play(site);
  expect(site.picture().ann).toBe(ann);
});

test('who is not ready loses nothing', () => {
  const site = start();
  gone(site);
  expect(site.picture().ann).toBe('not-ready logged-on leg down');
});

test('a conversation goes on unregistered and in silence, as long as the leg is there', () => {
  const site = TestSite.running({ phones: 'needed' });
  site.ready(ANN);
  site.talk(ANN);
  up(site);
  gone(site);
  silent(site);
  expect(site.picture()).toMatchObject({ ann: 'talking 1 leg up', 'call 1': 'connected' });
  // But it is the last one.
  site.endCall(ANN);
  site.markDone(ANN);
  expect(site.picture().ann).toBe(lost);
});

test('said again, or of nobody, it changes nothing', () => {
  const site = ready(start('nailed-up'));
  up(site);
  const again: readonly EventBody[] = [
    { type: 'phone-reachable', agentId: ANN, reachable: true },
    { type: 'agent-leg', agentId: ANN, leg: 'up' },
    { type: 'agent-silent', agentId: ANN, silent: false },
    { type: 'phone-reachable', agentId: BEN, reachable: true },
    { type: 'agent-leg', agentId: BEN, leg: 'lost' },
  ];
  expect(again.flatMap((event) => site.step(event))).toEqual([]);
});

test('a leg of somebody who does not work here is a phone off the hook', () => {
  expect(start().step({ type: 'agent-leg', agentId: BEN, leg: 'up' })).toEqual([
    { type: 'drop-agent', agentId: BEN },
  ]);
});

const choose = (phone: PhoneChoice): AgentCommand => ({ type: 'choose-phone', phone });
const desk = choose({ kind: 'desk', address: 'sip:ann@desk.example' });
const browser = choose({ kind: 'browser' });

test('a desk phone can be called at once, a browser’s when it has registered', () => {
  const site = start();
  gone(site);
  expect(site.ask(ANN, desk).slice(0, 1)).toEqual([
    {
      type: 'set-agent-phone',
      agentId: ANN,
      phone: { kind: 'desk', address: 'sip:ann@desk.example' },
    },
  ]);
  site.ready(ANN);
  expect(site.picture().ann).toBe('ready leg down');
  // That a browser comes and goes is no matter of this phone.
  gone(site);
  expect(site.picture().ann).toBe('ready leg down');
  expect(answers(site.ask(ANN, browser))).toEqual(['ok']);
  expect(site.picture().ann).toBe(lost);
  site.reach(ANN);
  expect(answers(site.ready(ANN))).toEqual(['ok']);
});

test('choosing another phone drops the leg to the old one', () => {
  const site = ready(start('nailed-up'));
  up(site);
  expect(kinds(site.ask(ANN, desk))).toEqual([
    'drop-agent',
    'set-agent-phone',
    'raise-agent',
    'reply',
  ]);
  expect(site.picture().ann).toBe('ready leg raising');
});

test('the browser chosen again costs nothing', () => {
  const site = ready(start('nailed-up'));
  up(site);
  expect(kinds(site.ask(ANN, browser))).toEqual(['reply']);
  expect(site.picture().ann).toBe('ready leg up');
});

test('a number is called in its E.164 form', () => {
  const effects = start().ask(ANN, choose({ kind: 'desk', address: '+1 (212) 555-0142' }));
  expect(effects[0]).toMatchObject({ phone: { kind: 'desk', address: '+12125550142' } });
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, site: () => TestSite, command: AgentCommand, answer: string]>([
  ['not an address',           () => start(),                    choose({ kind: 'desk', address: 'ann' }), 'PHONE_INVALID'],
  ['a site without phones',    () => TestSite.running(),         desk, 'NO_PHONES'],
  ['a record is on the screen', () => ready(TestSite.running({ phones: 'needed' })), desk, 'PHONE_IN_USE'],
  ['a call is being made', () => ready(TestSite.running({ phones: 'needed', plan: AUTO_ANSWER })), desk, 'PHONE_IN_USE'],
])('%s: %s', (_why, site, command, answer) => {
  expect(answers(site().ask(ANN, command))).toEqual([answer]);
});

test('who logs on is asked for, since the browser may have registered before', () => {
  const site = new TestSite({}, 'needed');
  expect(
    site.step({ type: 'agent-logged-on', agentId: ANN, name: 'Ann', groupIds: [] }),
  ).toContainEqual({ type: 'set-agent-phone', agentId: ANN, phone: { kind: 'browser' } });
});

/** Anything that may be said of two phones, and asked by their agents, in any order. */
const who = fc.constantFrom(ANN, BEN);
const happening: fc.Arbitrary<(site: TestSite) => unknown> = fc.oneof(
  fc.tuple(who, fc.boolean()).map(
    ([id, is]) =>
      (site: TestSite) =>
        site.reach(id, is),
  ),
  fc.tuple(who, fc.boolean()).map(
    ([id, is]) =>
      (site: TestSite) =>
        site.silence(id, is),
  ),
  fc.tuple(who, fc.constantFrom('up', 'up', 'hung-up', 'lost', 'failed')).map(
    ([id, leg]) =>
      (site: TestSite) =>
        site.leg(id, leg),
  ),
  who.map((id) => (site: TestSite) => site.ready(id)),
  fc.tuple(who, fc.constantFrom(desk, browser)).map(
    ([id, command]) =>
      (site: TestSite) =>
        site.ask(id, command),
  ),
  fc.nat({ max: 3 }).map((nth) => (site: TestSite) => {
    const attempt = [...site.state.attempts.values()][nth];
    if (attempt === undefined) return;
    if (attempt.phase === 'dialing') site.ring(attempt);
    else if (attempt.phase === 'ringing') site.answer(attempt);
    else if (attempt.phase === 'detecting') site.verdict(attempt);
    else site.ended(attempt);
  }),
  fc.integer({ min: 1, max: 30_000 }).map((ms) => (site: TestSite) => site.tick(millis(ms))),
);

test('a customer is joined only to somebody who is heard, whatever the phones do', () => {
  fc.assert(
    fc.property(
      fc.array(happening, { maxLength: 60 }),
      fc.constantFrom(...AGENT_LEGS),
      fc.constantFrom({}, AUTO_ANSWER),
      (happenings, agentLeg, delivery) => {
        // The invariants are asked after every step, those of legs among them.
        const site = TestSite.running({
          phones: 'needed',
          agents: [ANN, BEN],
          plan: { ...voice(agentLeg), ...delivery },
        });
        for (const happens of happenings) {
          happens(site);
          for (const { phase, phone } of site.state.agents.values()) {
            if (phase === 'ready' && !isUsable(phone)) return false;
            if (phase === 'reserved' && !hasLeg(phone)) return false;
          }
        }
        site.tick(minutes(1));
        site.tick(seconds(1));
        return true;
      },
    ),
  );
});
