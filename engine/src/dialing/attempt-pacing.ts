import type { Instant, Millis } from '../basics/time.ts';
import { instant, later } from '../basics/time.ts';
import type { PacingEvent } from '../pacing/contract.ts';
import type { Attempt } from './attempt.ts';
import { noPersonOn } from './attempt.ts';

/**
 * What a step of an attempt means for pacing. Only calls for whoever is free are paced: one that
 * has an agent from the start takes part in no race. `listId` is of the record that is dialed.
 * Whoever meets an agent at once could have waited `connectMsMax` from the answer like the others.
 */
export function pacingEvents(
  before: Attempt | undefined,
  after: Attempt | undefined,
  at: Instant,
  listId: string | undefined,
  connectMsMax: Millis,
): readonly PacingEvent[] {
  const attempt = after ?? before;
  if (attempt === undefined || !isPaced(before ?? attempt)) return [];
  const attemptId = attempt.id;
  if (after === undefined) {
    if (before?.phase === 'transferring') return [];
    return [...withdrawn(before, at), { type: 'attempt-ended', attemptId, at }];
  }
  if (before?.phase === after.phase) return judged(before, after, at);
  switch (after.phase) {
    case 'validating':
      return [{ type: 'attempt-opened', attemptId, listId, at }];
    case 'dialing':
      // To pacing the call began with the question: the wait is part of how long it takes to ring.
      if (before?.phase === 'validating') return [];
      return [{ type: 'attempt-opened', attemptId, listId, at }];
    case 'ringing':
      return [{ type: 'attempt-ringing', attemptId, at }];
    case 'detecting':
      return [{ type: 'attempt-answered', attemptId, at }];
    case 'waiting':
      if (after.noPerson !== undefined) return [answered(attemptId, at), noPerson(after, at)];
      return [...found(attemptId, after.abandonAt, at)];
    case 'transferring':
      return [...withdrawn(before, at), { type: 'attempt-ended', attemptId, at }];
    case 'connected': {
      // Out of the race already: no person has waited for this agent.
      if (after.noPerson !== undefined) return [];
      const connected = { type: 'attempt-connected', attemptId, at } as const;
      if (before?.phase === 'waiting') return [connected];
      // After a late verdict nobody was kept waiting for an agent either: no agent came late.
      const agentBy = later(instant(after.answeredAt + connectMsMax), at);
      return [...found(attemptId, agentBy, at), connected];
    }
    default:
      return after satisfies never;
  }
}

/** The steps that an attempt has behind it, for a controller that was not there. */
export function pacingPast(attempt: Attempt, listId: string | undefined): readonly PacingEvent[] {
  if (!isPaced(attempt)) return [];
  if (attempt.phase === 'connected' || attempt.phase === 'transferring') return [];
  const { id: attemptId, phase, openedAt } = attempt;
  const opened = { type: 'attempt-opened', attemptId, listId, at: openedAt } as const;
  switch (phase) {
    case 'validating':
    case 'dialing':
      return [opened];
    case 'ringing':
      return [opened, { type: 'attempt-ringing', attemptId, at: attempt.ringingAt }];
    case 'detecting':
      return [opened, { type: 'attempt-answered', attemptId, at: attempt.answeredAt }];
    case 'waiting':
      if (attempt.noPerson !== undefined) {
        return [
          opened,
          answered(attemptId, attempt.answeredAt),
          noPerson(attempt, attempt.answeredAt),
        ];
      }
      return [opened, ...found(attemptId, attempt.abandonAt, attempt.answeredAt)];
    default:
      return phase satisfies never;
  }
}

/** Opened for nobody in particular, by the dialer. */
export const isPaced = ({ agentId, kind, openedFor, phase }: Attempt): boolean =>
  kind !== 'manual' && openedFor === undefined && (agentId === undefined || phase === 'connected');

/** A person is there; whoever answered without a verdict is taken for one. */
const found = (attemptId: string, agentBy: Instant, at: Instant): readonly PacingEvent[] => [
  answered(attemptId, at),
  { type: 'attempt-classified', attemptId, verdict: 'person', agentBy, at },
];

const answered = (attemptId: string, at: Instant): PacingEvent => ({
  type: 'attempt-answered',
  attemptId,
  at,
});

/** Whoever gets an agent without being a person, gets one whom no person wants. */
const noPerson = ({ id: attemptId, cpd }: Attempt, at: Instant): PacingEvent => {
  const isMachine = cpd?.verdict === 'machine' || cpd?.verdict === 'fax';
  return { type: 'attempt-classified', attemptId, verdict: isMachine ? 'machine' : 'other', at };
};

/** Somebody who was taken for a person is none after all, and keeps or gets an agent. */
function judged(before: Attempt, after: Attempt, at: Instant): readonly PacingEvent[] {
  const isNews = noPersonOn(before) === undefined && noPersonOn(after) !== undefined;
  return isNews ? [noPerson(after, at)] : [];
}

/** It ends before an agent because no person was heard: then none has waited. */
function withdrawn(before: Attempt | undefined, at: Instant): readonly PacingEvent[] {
  if (before?.phase !== 'detecting' && before?.phase !== 'waiting') return [];
  const { cpd } = before;
  if (cpd === undefined || cpd.verdict === 'person' || noPersonOn(before) !== undefined) return [];
  return [noPerson(before, at)];
}
