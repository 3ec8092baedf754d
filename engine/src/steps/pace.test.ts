import { describe, expect, test } from 'vitest';
import { minutes, seconds } from '../basics/time.ts';
import { sessionOf } from '../entities.ts';
import { ANN, AUTO_ANSWER, BEN, chains, GROUP, kinds, TestSite } from '../test-site.ts';

const predictive = { ...AUTO_ANSWER, mode: 'predictive' } as const;

const shift = (count = 60): TestSite => {
  const site = TestSite.running({ plan: predictive, chains: chains(count), agents: [ANN, BEN] });
  for (const id of [ANN, BEN]) site.ready(id);
  return site;
};

/** Forty calls that nobody answers, and four conversations: enough to look ahead. */
function taught(site: TestSite): TestSite {
  for (let n = 1; n <= 44; n += 1) {
    const attempt = site.attempt(n);
    site.tick(seconds(1));
    site.ring(attempt);
    site.tick(seconds(6));
    if (n % 11 !== 0) {
      site.ended(attempt, 'no-answer');
      continue;
    }
    site.answer(attempt);
    site.verdict(attempt, 'person');
    const [talking] = [ANN, BEN].filter((id) => site.agent(id).phase === 'talking');
    if (talking === undefined) throw new Error('somebody talks');
    site.tick(seconds(20));
    site.endCall(talking);
    site.markDone(talking);
  }
  return site;
}

const pacing = (site: TestSite) => site.state.index.pacing.get(GROUP);
const inAir = (site: TestSite): number => site.state.index.unmetByGroup.get(GROUP)?.size ?? 0;

describe('predictive pacing', () => {
  test('begins with one call for each free agent, and says why', () => {
    const site = shift();
    expect(inAir(site)).toBe(2);
    expect(pacing(site)).toMatchObject({ bound: 'thin-data', ready: 2 });
  });

  test('dials ahead once it has seen enough, and says what it saw', () => {
    const site = taught(shift(400));
    expect(pacing(site)).toMatchObject({ bound: 'risk' });
    expect(inAir(site)).toBeGreaterThan(2);
    expect(pacing(site)?.forecast?.answerRate).toBeLessThan(0.3);
  });

  test('takes back what has rung for fifteen seconds when the agents go, as not answered', () => {
    const site = taught(shift(400));
    for (const attempt of [...site.state.attempts.values()]) site.ring(attempt);
    for (const id of [ANN, BEN]) {
      site.ask(id, { type: 'set-not-ready', reason: 'lunch' });
    }
    const before = inAir(site);
    expect(kinds(site.tick(seconds(14)))).not.toContain('hang-up');
    expect(inAir(site)).toBe(before);
    const effects = site.tick(seconds(6));
    expect(kinds(effects)).toContain('hang-up');
    const results = effects.flatMap((effect) =>
      effect.type === 'close-attempt' ? [effect.result] : [],
    );
    expect(new Set(results)).toEqual(new Set(['no-answer']));
  });

  test('looks again each second while anybody is in the air, and not when nobody is there', () => {
    const site = shift();
    expect(sessionOf(site.state, GROUP).paceAt).toBe(site.at + 1_000);
    const idle = TestSite.running({ plan: predictive, chains: [], agents: [ANN] });
    expect(sessionOf(idle.state, GROUP).paceAt).toBeUndefined();
    const progressive = TestSite.running({ plan: AUTO_ANSWER, agents: [ANN] });
    progressive.ready(ANN);
    expect(sessionOf(progressive.state, GROUP).paceAt).toBeUndefined();
  });

  test('is exchanged for progressive and back while calls are in the air', () => {
    const site = taught(shift(400));
    const ahead = inAir(site);
    const way = { groupId: GROUP, multiplier: 1 } as const;
    site.order({ type: 'set-mode', mode: 'progressive', ...way });
    expect(pacing(site)?.forecast).toBeUndefined();
    site.order({ type: 'set-mode', mode: 'predictive', ...way });
    expect(pacing(site)?.forecast?.inAir).toBe(ahead);
  });

  test('knows of trunks that let nobody out, and says that they hold it', () => {
    const site = taught(shift(400));
    for (const attempt of [...site.state.attempts.values()]) site.ended(attempt, 'busy');
    const fails = { type: 'originate-failed', result: 'all-trunks-busy' } as const;
    for (;;) {
      const [dialing] = site.state.attempts.values();
      if (dialing === undefined) break;
      site.step({ ...fails, attemptId: dialing.id });
    }
    expect(sessionOf(site.state, GROUP).trunks.phase).toBe('resting');
    expect(pacing(site)).toMatchObject({ wanted: 0, opened: 0, bound: 'trunks' });
    expect(pacing(site)?.forecast?.risk).toBeLessThan(0.001);
  });

  test('dials nothing without the switch', () => {
    const site = shift();
    site.step({ type: 'switch-down' });
    site.tick(minutes(1));
    expect(pacing(site)).toMatchObject({ opened: 0, bound: 'switch' });
  });
});
