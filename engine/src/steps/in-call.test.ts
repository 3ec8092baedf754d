import { expect, test } from 'vitest';
import { after, millis, seconds } from '../basics/time.ts';
import type { AgentLeg } from '../campaigns/voice.ts';
import type { Effect } from '../effect.ts';
import { ANN, answers, kinds, TestSite, VOICE } from '../test-site.ts';

/** Ann talks to the first contact over her own phone. */
function talking(rejoinMs = 20_000, agentLeg: AgentLeg = 'per-call'): TestSite {
  const voice = { ...VOICE, agentLeg, rejoinMs: millis(rejoinMs) };
  const site = TestSite.running({ phones: 'needed', plan: { voice } });
  site.ready(ANN);
  // Who has a leg for the shift is given nobody before it is there.
  if (agentLeg === 'nailed-up') site.leg(ANN, 'up');
  site.talk(ANN);
  site.leg(ANN, 'up');
  return site;
}
const hold = (site: TestSite, held: boolean): readonly Effect[] =>
  site.ask(ANN, { type: 'hold', interactionId: site.interaction(ANN).id, held });
const inCall = (site: TestSite) => site.interaction(ANN).phase;

test('hold and back, each once', () => {
  const site = talking();
  const { attemptId } = site.interaction(ANN);
  expect(hold(site, true)[0]).toEqual({ type: 'hold', attemptId, held: true });
  expect(site.interaction(ANN)).toMatchObject({ phase: 'on-hold', heldAt: site.at });
  expect(kinds(hold(site, true))).toEqual(['reply']);
  expect(hold(site, false)[0]).toEqual({ type: 'hold', attemptId, held: false });
  expect([inCall(site), kinds(hold(site, false))]).toEqual(['connected', ['reply']]);
});

test('a call can be ended from wherever it is', () => {
  const held = talking();
  hold(held, true);
  const broken = talking();
  broken.leg(ANN, 'lost');
  for (const site of [talking(), held, broken]) {
    expect(kinds(site.endCall(ANN))).toContain('hang-up');
    expect(site.interaction(ANN)).toMatchObject({ phase: 'wrap-up', endedBy: 'agent' });
  }
});

test('keys go to the customer, not into the music', () => {
  const site = talking();
  const { id: interactionId, attemptId } = site.interaction(ANN);
  const keys = { type: 'send-digits', interactionId, digits: '12#' } as const;
  expect(site.ask(ANN, keys)[0]).toEqual({ type: 'send-digits', attemptId, digits: '12#' });
  hold(site, true);
  expect(answers(site.ask(ANN, keys))).toEqual(['CALL_ON_HOLD']);
});

type Loss = 'hung-up' | 'lost';

test.each<[how: Loss]>([['hung-up'], ['lost']])('a leg that is %s is called again', (how) => {
  const site = talking();
  const { attemptId } = site.interaction(ANN);
  expect(site.leg(ANN, how).slice(0, 2)).toEqual([
    { type: 'hold', attemptId, held: true },
    { type: 'raise-agent', agentId: ANN, music: false },
  ]);
  expect(site.interaction(ANN)).toMatchObject({
    phase: 'reconnecting',
    giveUpAt: after(site.at, seconds(20)),
  });
  expect(answers(hold(site, true))).toEqual(['PHONE_RECONNECTING']);
  site.tick(seconds(5));
  expect(kinds(site.leg(ANN, 'up'))).toEqual(['bridge']);
  expect(inCall(site)).toBe('connected');
  // The next break has its own time.
  site.leg(ANN, how);
  expect(site.interaction(ANN)).toMatchObject({ giveUpAt: after(site.at, seconds(20)) });
});

test('a hold is over with the leg that ordered it', () => {
  const site = talking();
  hold(site, true);
  site.leg(ANN, 'lost');
  site.leg(ANN, 'up');
  expect(inCall(site)).toBe('connected');
});

test('who was mute is mute when they are back', () => {
  const site = talking();
  site.ask(ANN, { type: 'mute', interactionId: site.interaction(ANN).id, muted: true });
  site.leg(ANN, 'lost');
  expect(kinds(site.leg(ANN, 'up'))).toEqual(['bridge', 'mute']);
});

test('a browser that is gone is called when it is back', () => {
  const site = talking();
  site.reach(ANN, false);
  expect(kinds(site.leg(ANN, 'lost'))).toEqual(['hold']);
  site.tick(seconds(10));
  expect(kinds(site.reach(ANN))).toEqual(['raise-agent']);
  expect(kinds(site.leg(ANN, 'up'))).toEqual(['bridge']);
});

test('a leg that does not come up is tried again every two seconds', () => {
  const site = talking();
  site.leg(ANN, 'lost');
  expect(kinds(site.leg(ANN, 'failed'))).toEqual([]);
  expect(kinds(site.tick(millis(1_999)))).toEqual([]);
  expect(kinds(site.tick(millis(1)))).toEqual(['raise-agent']);
  site.leg(ANN, 'failed');
  expect(kinds(site.tick(seconds(2)))).toEqual(['raise-agent']);
});

test('a leg that fails when the customer is there already breaks the call off', () => {
  const site = TestSite.running({ phones: 'needed' });
  site.ready(ANN);
  site.talk(ANN);
  expect(kinds(site.leg(ANN, 'failed'))).toEqual(['hold']);
  expect(inCall(site)).toBe('reconnecting');
});

test('when the time is over the customer is told so, and the agent stops', () => {
  const site = talking();
  site.leg(ANN, 'lost');
  expect(kinds(site.tick(millis(19_999)))).not.toContain('play-and-release');
  expect(site.tick(millis(1)).slice(0, 1)).toEqual([
    {
      type: 'play-and-release',
      attemptId: site.interaction(ANN).attemptId,
      message: 'sorry',
      when: 'now',
    },
  ]);
  expect(site.interaction(ANN)).toMatchObject({ phase: 'wrap-up', endedBy: 'phone-lost' });
  site.markDone(ANN);
  expect(site.picture().ann).toBe('not-ready phone-lost leg down');
});

test('where no time is given they are told at once', () => {
  const site = talking(0);
  site.leg(ANN, 'lost');
  expect(kinds(site.tick(millis(0)))).toContain('play-and-release');
});

test('who wanted to leave leaves after the work', () => {
  const site = talking();
  site.ask(ANN, { type: 'log-off' });
  site.leg(ANN, 'lost');
  site.tick(seconds(20));
  site.markDone(ANN);
  expect(site.state.agents.has(ANN)).toBe(false);
});

test('a customer who hangs up while waiting ends the call like any other', () => {
  const site = talking();
  site.leg(ANN, 'lost');
  site.ended(site.attempt(1));
  expect(site.interaction(ANN)).toMatchObject({ phase: 'wrap-up', endedBy: 'contact' });
  // The leg that was called comes up for nothing.
  expect(kinds(site.leg(ANN, 'up'))).toEqual(['drop-agent']);
});

test('a nailed-up leg that is back stays up after the call', () => {
  const site = talking(20_000, 'nailed-up');
  site.leg(ANN, 'lost');
  site.leg(ANN, 'up');
  site.endCall(ANN);
  expect(site.picture().ann).toBe('wrap-up 1 leg up');
});
