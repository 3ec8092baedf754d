import { CONTACT_TYPES } from '@outpace/engine/calling-lists/record.ts';
import { Type } from 'typebox';
import { RescheduleBody } from './chain-changes.ts';
import { closed, id, oneOf } from './schema.ts';

const secondOfDay = (what: string) =>
  Type.Optional(
    Type.Integer({ minimum: 0, maximum: 86_400, description: `${what}, s after midnight there` }),
  );

const NewNumberBody = closed({
  phone: Type.String({
    minLength: 1,
    maxLength: 40,
    description: 'E.164, or as people write it in the country of the list',
  }),
  contactType: Type.Optional(oneOf(CONTACT_TYPES)),
  zone: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 60,
      description: 'IANA zone; without it that of the number, else that of the list',
    }),
  ),
  dailyFrom: secondOfDay('Not called before this; without it as the list says'),
  dailyTill: secondOfDay('Not called from this on; without it as the list says'),
});

/** How far a number is looked for that is not to come in twice. */
export const NEW_CHAIN_SCOPES = ['nowhere', 'list', 'campaigns'] as const;

/** POST /api/calling-lists/:listId/chains: one person, called by whoever dials the list. */
export const NewChainBody = closed({
  contactName: Type.Optional(Type.String({ maxLength: 200 })),
  customerId: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  numbers: Type.Array(NewNumberBody, {
    minItems: 1,
    maxItems: 20,
    description: 'In the order in which they are called',
  }),
  fields: Type.Optional(
    Type.Record(
      Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' }),
      Type.Union([Type.String({ maxLength: 4_000 }), Type.Number(), Type.Boolean()]),
      { description: 'Custom fields of the list, kept with each number' },
    ),
  ),
  dueAt: RescheduleBody.properties.dueAt,
  refuseDuplicatesIn: Type.Optional(
    Type.Unsafe<(typeof NEW_CHAIN_SCOPES)[number]>(
      Type.String({
        enum: [...NEW_CHAIN_SCOPES],
        description: 'Where a number may not be already; without it `list`',
      }),
    ),
  ),
});
export type NewChainBody = Type.Static<typeof NewChainBody>;

export const NewChainAnswer = closed({
  chainId: id(),
  /** Of the numbers, in their order. */
  recordIds: Type.Array(id()),
});
export type NewChainAnswer = Type.Static<typeof NewChainAnswer>;
