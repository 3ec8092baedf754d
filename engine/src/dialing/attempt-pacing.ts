import type { Instant } from '../basics/time.ts';
import type { PacingEvent } from '../pacing/contract.ts';
import type { Attempt } from './attempt.ts';

/**
 * What a step of an attempt means for pacing. Only calls for whoever is free are paced: one that
 * has an agent from the start takes part in no race. `listId` is of the record that is dialed.
 */
export function pacingEvents(
  before: Attempt | undefined,
  after: Attempt | undefined,
  at: Instant,
  listId: string | undefined,
): readonly PacingEvent[] {
  const attempt = after ?? before;
  if (attempt === undefined || !isPaced(before ?? attempt)) return [];
  const attemptId = attempt.id;
  if (after === undefined)
    return [...withdrawn(before, at), { type: 'attempt-ended', attemptId, at }];
  if (before?.phase === after.phase) return [];
  switch (after.phase) {
    case 'dialing':
      return [{ type: 'attempt-opened', attemptId, listId, at }];
    case 'ringing':
      return [{ type: 'attempt-ringing', attemptId, at }];
    case 'detecting':
      return [{ type: 'attempt-answered', attemptId, at }];
    case 'waiting':
      return [...found(attemptId, after.abandonAt, at)];
    case 'connected': {
      const connected = { type: 'attempt-connected', attemptId, at } as const;
      if (before?.phase === 'waiting') return [connected];
      return [...found(attemptId, at, at), connected];
    }
    default:
      return after satisfies never;
  }
}

/** The steps that an attempt has behind it, for a controller that was not there. */
export function pacingPast(attempt: Attempt, listId: string | undefined): readonly PacingEvent[] {
  if (!isPaced(attempt) || attempt.phase === 'connected') return [];
  const { id: attemptId, phase, openedAt } = attempt;
  const opened = { type: 'attempt-opened', attemptId, listId, at: openedAt } as const;
  switch (phase) {
    case 'dialing':
      return [opened];
    case 'ringing':
      return [opened, { type: 'attempt-ringing', attemptId, at: attempt.ringingAt }];
    case 'detecting':
      return [opened, { type: 'attempt-answered', attemptId, at: attempt.answeredAt }];
    case 'waiting':
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
  { type: 'attempt-answered', attemptId, at },
  { type: 'attempt-classified', attemptId, verdict: 'person', agentBy, at },
];

/** It ends before an agent because no person was heard: then none has waited. */
function withdrawn(before: Attempt | undefined, at: Instant): readonly PacingEvent[] {
  if (before?.phase !== 'detecting' && before?.phase !== 'waiting') return [];
  const { id: attemptId, cpd } = before;
  if (cpd === undefined || cpd.verdict === 'person') return [];
  const isMachine = cpd.verdict === 'machine' || cpd.verdict === 'fax';
  return [{ type: 'attempt-classified', attemptId, verdict: isMachine ? 'machine' : 'other', at }];
}
