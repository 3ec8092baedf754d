import { must } from '@outpace/engine/basics/assert.ts';
import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import type { OpenInteraction, SaveCallTreatment } from '@outpace/engine/effect.ts';
import { EMPTY_DRAFT } from '@outpace/engine/interactions/interaction.ts';
import type { StoredAttempt, StoredInteraction } from './stored.ts';

/** An interaction of which nothing is known but that it has begun. */
export const newlyOpened = (write: OpenInteraction): StoredInteraction => ({
  ...write,
  draft: EMPTY_DRAFT,
  answeredAt: undefined,
  connectedAt: undefined,
  done: undefined,
});

/** The attempt with what becomes of it although no person was heard. */
export const treatedBy = (
  attempts: ReadonlyMap<AttemptId, StoredAttempt>,
  { attemptId, type: _type, ...treated }: SaveCallTreatment,
): StoredAttempt => ({ ...must(attempts.get(attemptId), `attempt ${attemptId}`), treated });
