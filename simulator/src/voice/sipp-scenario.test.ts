import { expect, test } from 'vitest';
import { type SippRule, sippScenario } from './sipp-scenario.ts';

const rules: readonly SippRule[] = [
  { dialed: '1404', outcome: { kind: 'refuses', code: 404 } },
  { dialed: '1212', outcome: { kind: 'dead' } },
  { dialed: '1303', outcome: { kind: 'answers', ringMs: 500, early: true, hangsUpAfterMs: 900 } },
  { dialed: '1414', outcome: { kind: 'rings-out' } },
];
const text = sippScenario(rules);

test('every place that it jumps to is there once', () => {
  const labels = [...text.matchAll(/<label id="(\d+)"/g)].map(([, id]) => id);
  const jumps = [...text.matchAll(/(?:next|ontimeout)="(\d+)"/g)].map(([, id]) => id);
  expect(new Set(labels).size).toBe(labels.length);
  expect(jumps.filter((id) => !labels.includes(id))).toEqual([]);
});

test('who is dead does not even say that it is trying', () => {
  const trying = text.indexOf('SIP/2.0 100 Trying');
  expect(text.indexOf('test="rule1"')).toBeLessThan(trying);
  for (const rule of [0, 2, 3]) {
    expect(text.indexOf(`test="rule${rule}"`)).toBeGreaterThan(trying);
  }
});

test('sound is sent when there is some', () => {
  expect(text).not.toContain('rtp_stream');
  expect(text).toContain('m=audio [media_port]');
  const loud = sippScenario(rules, { file: '/place/tone.alaw' });
  expect(loud).toContain('rtp_stream="/place/tone.alaw,-1,8,PCMA/8000"');
  expect(loud).not.toContain('[media_port]');
});

test('somebody else hears for those who answer', () => {
  const heard = sippScenario(rules, { port: 4_000 });
  expect(heard).toContain('m=audio 4000 RTP/AVP');
  expect(heard).not.toContain('rtp_stream');
});
