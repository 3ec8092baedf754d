import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import type { CampaignSettings } from '@outpace/protocol/campaigns.ts';
import { callResultWord } from '../ui/call-result-words.ts';
import { lengthWords } from './length-words.ts';

export type Treatment = CampaignSettings['treatments'][number];
export type Disposition = CampaignSettings['outcomes']['dispositions'][number];

/** One text per trigger, also the value of the select in which it is chosen. */
export const triggerText = (on: Treatment['on']): string =>
  on.by === 'call-result' ? `result:${on.result}` : `code:${on.code}`;

export const triggerWord = (on: Treatment['on'], dispositions: readonly Disposition[]): string =>
  on.by === 'call-result'
    ? callResultWord(on.result)
    : (dispositions.find(({ code }) => code === on.code)?.label ?? on.code);

const times = (count: number): string => (count === 1 ? 'once' : `${count} times in a row`);

/** A rule as one would say it to an agent. */
export function treatmentSentence(rule: Treatment, dispositions: readonly Disposition[]): string {
  const said = rule.on.by === 'disposition' ? 'Said ' : '';
  const on = `${said}“${triggerWord(rule.on, dispositions)}”`;
  if (rule.action === 'close') return `${on}: closed, no further calls.`;
  if (rule.action === 'next-in-chain') {
    return `${on}: on to the person’s next number; without one, closed.`;
  }
  const wait = rule.intervalMs === 0 ? 'at once' : `after ${lengthWords(rule.intervalMs)}`;
  const longer =
    rule.incrementMs === 0 ? '' : `, ${lengthWords(rule.incrementMs)} longer each time`;
  return `${on}: again ${wait}${longer}, ${times(rule.cycleAttempts)}; then the next number.`;
}

/** What is wrong with a rule as it stands among the others; undefined when nothing is. */
export function treatmentProblem(
  rule: Treatment,
  rules: readonly Treatment[],
  dispositions: readonly Disposition[],
): string | undefined {
  const first = rules.find(({ on }) => triggerText(on) === triggerText(rule.on));
  if (first !== undefined && first !== rule) {
    return 'Never acts: a rule above is for the same result.';
  }
  const { on } = rule;
  if (on.by === 'disposition' && !dispositions.some(({ code }) => code === on.code)) {
    return 'Never acts: this disposition does not exist any more.';
  }
  return undefined;
}

/* The ends of an attempt that every plan meets. */
const COMMON: readonly CallResult[] = [
  'answer',
  'no-answer',
  'busy',
  'answering-machine',
  'sit-invalid-number',
  'fax',
  'abandoned',
  'wrong-number',
  'wrong-party',
];

/** Common results without a rule: after those the person is left alone. */
export const untreated = (rules: readonly Treatment[]): readonly CallResult[] =>
  COMMON.filter(
    (result) => !rules.some(({ on }) => on.by === 'call-result' && on.result === result),
  );

/** Another action for the same trigger; the waits of a redial begin carefully. */
export function withAction(rule: Treatment, action: Treatment['action']): Treatment {
  const { on } = rule;
  if (action !== 'redial') return { on, action };
  if (rule.action === 'redial') return rule;
  return { on, action, intervalMs: 3_600_000, incrementMs: 0, cycleAttempts: 3 };
}
