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

const wait = (ms: number): string => (ms === 0 ? 'at once' : `after ${lengthWords(ms)}`);

/** `2026-12-01T10:00` as one says it. */
const dateWords = (local: string): string => local.replace('T', ' at ');

/** A rule as one would say it to an agent. `isLast`: no other rule has its turn after it. */
export function treatmentSentence(
  rule: Treatment,
  dispositions: readonly Disposition[],
  isLast = true,
): string {
  const said = rule.on.by === 'disposition' ? 'Said ' : '';
  const still = (rule.sequence ?? 1) > 1 ? 'Still: ' : '';
  const on = `${still}${said}“${triggerWord(rule.on, dispositions)}”`;
  const words = actionWords(rule);
  if (isEnd(rule)) return `${on}: ${words}.`;
  return `${on}: ${words}; then ${thenWords(rule, isLast)}.`;
}

const isEnd = ({ action }: Treatment): boolean =>
  action === 'close' || action === 'update-chain' || action === 'mark-agent-error';

function thenWords({ action }: Treatment, isLast: boolean): string {
  if (!isLast) return 'the next rule';
  return action.startsWith('next-in-chain') ? 'closed' : 'the next number';
}

function actionWords(rule: Treatment): string {
  switch (rule.action) {
    case 'redial':
      return `again ${cycleWords(rule)}${ownerWords(rule.owner)}`;
    case 'retry-in':
      return `again on the same day ${cycleWords(rule)}${ownerWords(rule.owner)}`;
    case 'retry-at':
      return `again on ${dateWords(rule.local)} their time${ownerWords(rule.owner)}`;
    case 'reschedule': {
      const { days, time, cycleAttempts, owner } = rule;
      const when = days === 0 ? 'the same day' : lengthWords(days * DAY_MS).concat(' later');
      return `again ${when} at ${time} their time, ${times(cycleAttempts)}${ownerWords(owner)}`;
    }
    case 'assign-to-group':
      return `what was one agent’s is anybody’s, ${wait(rule.intervalMs)}`;
    case 'next-in-chain':
      return `on to the person’s next number${passWords(rule.cycleAttempts)}`;
    case 'next-in-chain-after': {
      const longer = longerWords(rule.incrementMs, 'round');
      const passes = passWords(rule.cycleAttempts);
      return `on to the person’s next number ${wait(rule.intervalMs)}${longer}${passes}`;
    }
    case 'next-in-chain-at': {
      const passes = passWords(rule.cycleAttempts);
      return `on to the person’s next number on ${dateWords(rule.local)} their time${passes}`;
    }
    case 'delegate':
      return `delegated to a webhook, for at most ${lengthWords(rule.returnAfterMs ?? DAY_MS)}`;
    case 'close':
      return 'closed, no further calls';
    case 'update-chain':
      return 'closed, and every number of the person gets this result';
    case 'mark-agent-error':
      return 'closed, and marked as the agent’s error';
  }
}

const DAY_MS = 86_400_000;

const cycleWords = ({
  intervalMs,
  incrementMs,
  cycleAttempts,
}: {
  readonly intervalMs: number;
  readonly incrementMs: number;
  readonly cycleAttempts: number;
}): string => `${wait(intervalMs)}${longerWords(incrementMs, 'time')}, ${times(cycleAttempts)}`;

const longerWords = (ms: number, each: string): string =>
  ms === 0 ? '' : `, ${lengthWords(ms)} longer each ${each}`;

const passWords = (passes = 1): string =>
  passes === 1 ? '' : `, through all of them ${passes} times`;

function ownerWords(owner: 'campaign' | 'personal' | undefined): string {
  if (owner === undefined) return '';
  return owner === 'personal' ? ', by the same agent' : ', by anybody';
}
