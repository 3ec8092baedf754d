import { expect, test } from 'vitest';
import { Ring2 } from '../ring2.ts';
import { liveDay } from '../shrink.ts';
import { voiceDay } from './voice-day.ts';

const setups = Array.from({ length: 60 }, (_, seed) => voiceDay.setUp(seed, voiceDay.sizeOf(seed)));
const voices = setups.flatMap(({ groups }) => groups.map(({ plan }) => plan.voice));

test('every kind of leg, detection and recording comes up', () => {
  const kinds = (of: (voice: (typeof voices)[number]) => string) => new Set(voices.map(of)).size;
  expect([
    kinds(({ agentLeg }) => agentLeg),
    kinds(({ cpd }) => cpd.when),
    ...(['machine', 'fax', 'silence'] as const).map((verdict) =>
      kinds(({ cpd }) => cpd.callTreatments[verdict].kind),
    ),
    kinds(({ recording }) => recording.of),
  ]).toEqual([2, 3, 4, 3, 4, 4]);
});

const small = (seed: number) => ({ ...voiceDay.sizeOf(seed), agents: 6, chains: 90, minutes: 25 });

test('whatever phones, switch and process do, no law is broken', () => {
  let [kills, contacts] = [0, 0];
  for (let seed = 1; seed <= 20; seed += 1) {
    const report = liveDay(voiceDay, seed, small(seed));
    expect([seed, report.violations]).toEqual([seed, []]);
    kills += report.kills;
    contacts += report.contacts;
  }
  expect(kills).toBeGreaterThan(2);
  expect(contacts).toBeGreaterThan(200);
});

test('nor with the real dialer', async () => {
  for (let seed = 1; seed <= 6; seed += 1) {
    const report = await new Ring2(voiceDay.setUp(seed, small(seed))).run();
    expect([seed, report.violations]).toEqual([seed, []]);
  }
});
