import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { CampaignSettings } from './campaigns.ts';

const { voice: schema } = CampaignSettings.properties;

const CALL_TREATMENTS = {
  machine: { kind: 'message', message: 'offer' },
  fax: { kind: 'drop' },
  silence: { kind: 'connect' },
};

const voice = {
  agentLeg: 'nailed-up',
  mergeBeep: true,
  cpd: { when: 'beside', profile: 'cautious', callTreatments: CALL_TREATMENTS },
  recording: { of: 'share', share: 0.2, announcement: 'beep' },
  rejoinMs: 20_000,
};
const { cpd, recording } = voice;

test.each<[why: string, value: unknown, fits: boolean]>([
  ['what a campaign wants of the telephony', voice, true],
  ['nobody waits for an agent’s sound', { ...voice, rejoinMs: 0 }, true],
  ['nor longer than a minute', { ...voice, rejoinMs: 60_001 }, false],
  ['the leg is one of two kinds', { ...voice, agentLeg: 'none' }, false],
  ['detection listens at one of three times', { ...voice, cpd: { ...cpd, when: 'after' } }, false],
  ['a profile is known', { ...voice, cpd: { ...cpd, profile: 'bold' } }, false],
  ['every verdict has a treatment', { ...voice, cpd: { ...cpd, callTreatments: {} } }, false],
  ['a share is not a percentage', { ...voice, recording: { ...recording, share: 20 } }, false],
  ['what is recorded is said', { ...voice, recording: { ...recording, of: 'some' } }, false],
  ['nothing is left out', { ...voice, mergeBeep: undefined }, false],
  ['nothing is added', { ...voice, echo: true }, false],
])('%s', (_why, value, fits) => {
  expect(Value.Check(schema, value)).toBe(fits);
});
