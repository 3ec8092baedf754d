import type { CampaignGroupId, ChainId, CommandId, RecordId } from '@outpace/engine/basics/ids.ts';
import { closed, id } from '@outpace/protocol/schema.ts';
import { Type } from 'typebox';

/*
 * Parameters that several routes share. A query string is text: nothing is coerced, a pattern says
 * what it may be and the route reads it.
 */

export const VersionQuery = closed({
  version: Type.String({
    pattern: '^[1-9][0-9]{0,8}$',
    description: 'The version that was read; another one in the meantime is refused',
  }),
});

export const ChainParams = closed({
  chainId: Type.Unsafe<ChainId>(Type.String({ pattern: '^[0-9]{1,18}$' })),
});

/** A number that was added to a person has an id below zero. */
export const RecordParams = closed({
  ...ChainParams.properties,
  recordId: Type.Unsafe<RecordId>(Type.String({ pattern: '^-?[0-9]{1,18}$' })),
});

export const GroupParams = closed({ groupId: id<CampaignGroupId>() });

/** Other headers are none of our business, so this object stays open. */
export const IdempotencyHeaders = Type.Object({
  'idempotency-key': Type.Optional(id<CommandId>()),
});

/** An answer without content. */
export const NOTHING = { 204: Type.Null({ description: 'Done' }) };
