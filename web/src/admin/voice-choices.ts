import type { CampaignSettings } from '@outpace/protocol/campaigns.ts';

export type Voice = CampaignSettings['voice'];

/** One of several ways, in words. */
export type Choice<Value extends string> = {
  readonly value: Value;
  readonly label: string;
  readonly sentence: string;
};

export const AGENT_LEG_CHOICES: readonly Choice<Voice['agentLeg']>[] = [
  {
    value: 'per-call',
    label: 'Called for every contact',
    sentence:
      'The agent’s phone is called when there is somebody to talk to. Nothing is open in between.',
  },
  {
    value: 'nailed-up',
    label: 'Open for the whole shift',
    sentence:
      'The agent’s phone is called once, at the first Ready, and contacts are joined to it at ' +
      'once: the shortest way from the answer to a voice.',
  },
];

export const CPD_CHOICES: readonly Choice<Voice['cpd']['when']>[] = [
  {
    value: 'beside',
    label: 'Beside the call',
    sentence:
      'Whoever answers is joined to the agent at once; detection listens along, and what is ' +
      'chosen below happens when it hears a machine. Nobody waits in silence.',
  },
  {
    value: 'before',
    label: 'Before the agent',
    sentence:
      'Whoever answers waits in silence for the verdict, as long as the limits allow. For ' +
      'campaigns that leave messages; people notice the wait.',
  },
  {
    value: 'off',
    label: 'Off',
    sentence: 'Every answer goes to an agent, machines too.',
  },
];

export const PROFILE_CHOICES: readonly Choice<Voice['cpd']['profile']>[] = [
  {
    value: 'balanced',
    label: 'Balanced',
    sentence: 'Most machines are found, and few people are taken for one.',
  },
  {
    value: 'cautious',
    label: 'Cautious',
    sentence: 'In doubt it is a person: more machines reach the agents.',
  },
  {
    value: 'quick',
    label: 'Quick',
    sentence: 'The verdict comes sooner and is wrong more often, against people too.',
  },
];

export const RECORDING_CHOICES: readonly Choice<Voice['recording']['of']>[] = [
  { value: 'none', label: 'None', sentence: 'Agents cannot record either.' },
  {
    value: 'on-demand',
    label: 'When the agent says so',
    sentence: 'The agent begins and ends a recording.',
  },
  {
    value: 'share',
    label: 'A share',
    sentence: 'Recorded from the beginning, spread evenly over the calls; agents may add others.',
  },
  {
    value: 'all',
    label: 'All',
    sentence: 'Recorded from the beginning. The agent can pause it, not stop it.',
  },
];

export const ANNOUNCEMENT_CHOICES: readonly Choice<Voice['recording']['announcement']>[] = [
  { value: 'none', label: 'None', sentence: '' },
  { value: 'message', label: 'A spoken announcement', sentence: '' },
  { value: 'beep', label: 'A beep', sentence: '' },
];

/** What a lawyer would ask about an announcement; undefined when nothing. */
export function announcementWarning({ of, announcement }: Voice['recording']): string | undefined {
  if (of === 'none' || announcement === 'message') return undefined;
  return 'Many countries and US states want everybody on the line to know, and to agree.';
}
