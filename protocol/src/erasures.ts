import { ERASED_THINGS } from '@outpace/engine/compliance/erasure.ts';
import { Type } from 'typebox';
import { closed, id, nullable } from './schema.ts';

const counted = () => Type.Integer({ minimum: 0 });

const PersonKey = Type.Union([
  closed({
    kind: Type.Literal('phone'),
    phone: Type.String({ minLength: 1, maxLength: 40, description: 'E.164' }),
  }),
  closed({
    kind: Type.Literal('customer'),
    customerId: Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' }),
  }),
]);

/** POST /api/erasure-previews: by what one person is asked for, over all calling lists. */
export const ErasurePreviewBody = closed({ person: PersonKey });
export type ErasurePreviewBody = Type.Static<typeof ErasurePreviewBody>;

/** POST /api/erasures. */
export const ErasureBody = closed({
  person: PersonKey,
  reference: Type.String({
    ...{ minLength: 1, maxLength: 200, pattern: '\\S' },
    description: 'Of the request outside; must not name the person, for it stays',
  }),
  keepSuppressed: Type.Optional(
    Type.Boolean({
      default: true,
      description: 'Their numbers and customer ids are not called when a list brings them back',
    }),
  ),
});
export type ErasureBody = Type.Static<typeof ErasureBody>;

const Trace = closed({ table: Type.String(), column: Type.String(), rows: counted() });

/** Rows of each thing; a thing of which nothing was counted may be left out. */
const Counts = closed(
  Object.fromEntries(ERASED_THINGS.map((thing) => [thing, Type.Optional(counted())])),
);

/** The proof of one erasure. */
export const ErasureRow = closed({
  id: id(),
  at: Type.String({ format: 'date-time' }),
  /** The name of the administrator. */
  by: Type.String(),
  reference: Type.String(),
  keepSuppressed: Type.Boolean(),
  /** HMAC-SHA-256 of each number and customer id, by a secret of the site. */
  keys: Type.Array(Type.String()),
  counts: Counts,
  /** Recordings that are still on the switch; they are tried again every hour. */
  filesLeft: counted(),
  /** When everything was searched for the person; null: not yet. */
  checkedAt: nullable(Type.String({ format: 'date-time' })),
  /** Where something of the person was found all the same. */
  found: Type.Array(Trace),
});
export type ErasureRow = Type.Static<typeof ErasureRow>;

export const ErasurePreview = closed({
  chains: Type.Array(
    closed({
      chainId: Type.String(),
      name: Type.String(),
      customerId: nullable(Type.String()),
      listName: Type.String(),
      phones: Type.Array(Type.String()),
    }),
  ),
  /** What goes: numbers that somebody else has as well stay theirs. */
  phones: Type.Array(Type.String()),
  customerIds: Type.Array(Type.String()),
  counts: Counts,
  /** Offered, leased, dialed, in a call or written about. */
  isWorkedOn: Type.Boolean(),
  isImporting: Type.Boolean(),
  /** Where a search of everything finds the person now. */
  found: Type.Array(Trace),
  /** Proofs of earlier erasures of the same person. */
  erasures: Type.Array(ErasureRow),
});
export type ErasurePreview = Type.Static<typeof ErasurePreview>;

export const ErasureRows = Type.Array(ErasureRow);
