import type { RetentionBody, RetentionRow, RetentionRun } from '@outpace/protocol/retention.ts';

export type KeptThing = keyof RetentionBody;

type Words = { readonly label: string; readonly note: string; readonly many: string };

/** What each field is about, in the order of the page. */
export const KEPT_WORDS: Readonly<Record<KeptThing, Words>> = {
  attempts: {
    label: 'Attempts',
    many: 'attempts',
    note:
      'Calls with everything that was said, noted and proved of them. Reports count what is ' +
      'still there. People and numbers stay in their list.',
  },
  recordings: {
    label: 'Recordings',
    many: 'recordings',
    note: 'The files on the switch, and what is known of them. Never longer than their attempts.',
  },
  'webhook-deliveries': {
    label: 'Webhook deliveries',
    many: 'webhook deliveries',
    note: 'What programs outside were told, whatever has become of it.',
  },
  imports: {
    label: 'Imports',
    many: 'imports',
    note: 'What was imported and which rows were refused, not the people who came in.',
  },
  'agent-states': {
    label: 'States of agents',
    many: 'states of agents',
    note: 'When agents were ready, and why they were not.',
  },
};

type Campaign = RetentionRow['campaigns'][number];

const WHY: Readonly<Record<Campaign['needs'][number]['why'], string>> = {
  law: 'its law wants the records for so long',
  limit: 'a limit of attempts still counts them',
  abandonment: 'abandoned calls are measured over them',
};

export const daysWords = (days: number): string => (days === 1 ? '1 day' : `${days} days`);

/** Whose attempts stay longer than the site says, and why; undefined: it is as the site says. */
export function longerWords({ name, needs, attemptsDays }: Campaign): string | undefined {
  if (attemptsDays === null) return undefined;
  const [longest] = needs.toSorted((a, b) => b.days - a.days);
  if (longest === undefined || longest.days < attemptsDays) return undefined;
  return `${name}: ${daysWords(attemptsDays)}, for ${WHY[longest.why]}.`;
}

/** What was last removed, most first. */
export function runWords({ removed, stuckRecordings }: RetentionRun): string {
  const parts = Object.entries(KEPT_WORDS).flatMap(([thing, { many }]) => {
    const [, count = 0] = Object.entries(removed).find(([key]) => key === thing) ?? [];
    return count === 0 ? [] : [`${count.toLocaleString('en-GB')} ${many}`];
  });
  const gone = parts.length === 0 ? 'nothing' : parts.join(', ');
  if (stuckRecordings === 0) return `${gone}.`;
  if (stuckRecordings === 1) {
    return `${gone}. 1 recording could not be removed, and keeps its attempt.`;
  }
  return `${gone}. ${stuckRecordings} recordings could not be removed, and keep their attempts.`;
}
