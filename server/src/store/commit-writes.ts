import type { Write } from '@outpace/engine/effect.ts';
import type { Ownership, Statements } from './ownership.ts';
import { logAgentOrders } from './writes/agent-orders.ts';
import { logAgentStates } from './writes/agent-states.ts';
import { closeAttempts, openAttempts } from './writes/attempts.ts';
import { saveCallTreatments } from './writes/call-treatments.ts';
import { releaseChains, saveChains } from './writes/chains.ts';
import { saveCpdCorrections } from './writes/cpd-corrections.ts';
import { saveSessions } from './writes/dial-sessions.ts';
import {
  closeInteractions,
  connectInteractions,
  openInteractions,
  saveDrafts,
} from './writes/interactions.ts';
import { savePacingMemories } from './writes/pacing-memories.ts';
import { saveRecalls } from './writes/recalls.ts';
import { saveRecordings } from './writes/recordings.ts';
import { saveFields } from './writes/records.ts';
import { saveSuppressions } from './writes/suppressions.ts';
import { saveThirdParties, transferInteractions } from './writes/third-parties.ts';
import { saveValidations } from './writes/validations.ts';
import { reportAttempts, reportDelegations } from './writes/webhooks.ts';
import type { WriteOf, Writer } from './writes/write-kinds.ts';

/**
 * One statement per kind of write, in an order in which everything that a write refers to is there
 * already. Within a kind the order is kept; where two writes say the same thing of the same row
 * differently, each kind knows which of them stands.
 */
export async function commitWrites(
  statements: Statements,
  ownership: Ownership,
  writes: readonly Write[],
): Promise<void> {
  const run = async <Type extends Write['type']>(
    types: readonly Type[],
    writer: Writer<WriteOf<Type>>,
  ): Promise<void> => {
    const own = writes.filter((write): write is WriteOf<Type> => isOneOf(write, types));
    if (own.length > 0) await writer(statements, ownership, own);
  };
  await run(['open-attempt'], openAttempts);
  await run(['open-interaction'], openInteractions);
  await run(['save-recall'], saveRecalls);
  await run(['connect-interaction'], connectInteractions);
  // Before the end of the same attempt, which knows as much and more.
  await run(['save-call-treatment'], saveCallTreatments);
  await run(['close-attempt'], closeAttempts);
  await run(['close-attempt'], reportAttempts);
  await run(['save-draft'], saveDrafts);
  await run(['save-third-party'], saveThirdParties);
  // Before the end: who finishes first may not have been the owner.
  await run(['transfer-interaction'], transferInteractions);
  await run(['close-interaction'], closeInteractions);
  await run(['save-recording'], saveRecordings);
  await run(['save-cpd-correction'], saveCpdCorrections);
  await run(['save-field'], saveFields);
  await run(['save-validation'], saveValidations);
  await run(['save-chain'], saveChains);
  await run(['save-chain'], reportDelegations);
  // After the saves: a chain that was saved has no lease left that could be released.
  await run(['release-chains'], releaseChains);
  await run(['add-suppression', 'remove-suppression'], saveSuppressions);
  await run(['save-session'], saveSessions);
  await run(['save-pacing-memory'], savePacingMemories);
  await run(['log-agent-state'], logAgentStates);
  await run(['log-agent-order'], logAgentOrders);
}

const isOneOf = (write: Write, types: readonly Write['type'][]): boolean =>
  types.includes(write.type);
