import { expect, test } from 'vitest';
import { BLANK_CAMPAIGN } from './campaign-defaults.ts';
import {
  AGENT_LEG_CHOICES,
  ANNOUNCEMENT_CHOICES,
  announcementWarning,
  CPD_CHOICES,
  PROFILE_CHOICES,
  RECORDING_CHOICES,
} from './voice-choices.ts';

const { voice } = BLANK_CAMPAIGN.settings;

test('each choice stands once, and what a new campaign begins with is one of them', () => {
  const values = (choices: readonly { readonly value: string }[]) =>
    choices.map(({ value }) => value);
  for (const [choices, begins, count] of [
    [AGENT_LEG_CHOICES, voice.agentLeg, 2],
    [CPD_CHOICES, voice.cpd.when, 3],
    [PROFILE_CHOICES, voice.cpd.profile, 3],
    [RECORDING_CHOICES, voice.recording.of, 4],
    [ANNOUNCEMENT_CHOICES, voice.recording.announcement, 3],
  ] as const) {
    expect(new Set(values(choices)).size).toBe(count);
    expect(values(choices)).toContain(begins);
  }
});

test('the defaults are safe: nobody is recorded, and nobody is kept waiting', () => {
  expect(voice).toMatchObject({ recording: { of: 'none' }, cpd: { when: 'beside' } });
  expect(announcementWarning(voice.recording)).toBeUndefined();
});

test('a recording that nobody is told of is warned of', () => {
  expect(announcementWarning({ of: 'all', share: 0, announcement: 'none' })).toMatch(/agree/);
  expect(announcementWarning({ of: 'all', share: 0, announcement: 'beep' })).toMatch(/agree/);
  expect(announcementWarning({ of: 'all', share: 0, announcement: 'message' })).toBeUndefined();
});
