import { randomUUID } from 'node:crypto';
import { callingListId, commandId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import type { ApiParts } from './api-parts.ts';

/** People who are in a list now, and who may be called from then on. */
export type Extended = {
  /** The signed-in user who brought them. */
  readonly by: string;
  readonly listId: string;
  readonly dueAt: Instant;
};

type Parts = Pick<ApiParts, 'dialer'> & { readonly keeper: Pick<ApiParts['keeper'], 'keep'> };

/**
 * Whoever dials a list to which people were added asks for them. What the dialer answers is no
 * matter: they are in the store, which is asked again within a minute anyway.
 */
export async function tellExtended(
  { dialer, keeper }: Parts,
  { by, listId, dueAt }: Extended,
): Promise<void> {
  keeper.keep(listId);
  const command = { type: 'extend-list', listId: callingListId(listId), dueAt } as const;
  await dialer.supervisorCommand(by, commandId(randomUUID()), command);
}
