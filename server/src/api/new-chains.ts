import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { NewChainAnswer, NewChainBody } from '@outpace/protocol/new-chains.ts';
import { closed, id } from '@outpace/protocol/schema.ts';
import { readDefaults } from '../jobs/import-list.ts';
import { Repeats } from '../jobs/import-repeats.ts';
import { WindowIds } from '../jobs/import-windows.ts';
import { parseNewChain } from '../jobs/new-chain.ts';
import { addChain, type ChainToAdd, type NewChain } from '../store/added-chains.ts';
import type { Queryable } from '../store/queryable.ts';
import { transact } from '../store/transaction.ts';
import { requires } from './access.ts';
import { answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';
import { ownRequestedId } from './command-id.ts';
import { tellExtended } from './extended-list.ts';
import { IdempotencyHeaders } from './route-schemas.ts';

type Parts = Pick<ApiParts, 'pool' | 'siteId' | 'dialer' | 'keeper'>;

/** People whom programs outside bring, one by one, while their list is dialed. */
export const newChainRoutes =
  (parts: Parts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/calling-lists/:listId/chains',
      {
        ...requires('supervisor'),
        schema: {
          tags: ['Changing a record'],
          summary: 'Add a person to a calling list',
          description:
            'Called in their turn by whoever dials the list, at once where nobody else is left. ' +
            'The same `Idempotency-Key` of the same user is the same person, whatever else the ' +
            'body says, also after a restart. `NUMBER_LISTED`: the number is there already, and ' +
            '`detail` says where. `NUMBER_SUPPRESSED`: nobody may call it from this list. ' +
            '`FIELD_INVALID`: `detail` names the field.',
          params: closed({ listId: id() }),
          headers: IdempotencyHeaders,
          body: NewChainBody,
          response: answers(NewChainAnswer),
        },
      },
      async (request, reply) => {
        const { pool, siteId, dialer } = parts;
        const { listId } = request.params;
        const list = await readDefaults(pool, siteId, listId);
        if (list === undefined) return refuse(reply, refusal('NOT_FOUND'));
        const at = dialer.now();
        const parsed = parseNewChain(request.body, list, at);
        if (!parsed.ok) return refuse(reply, parsed.problem);
        const { userId: by } = personOf(request);
        const hasKey = request.headers['idempotency-key'] !== undefined;
        const key = hasKey ? ownRequestedId(by, request) : undefined;
        const scope = request.body.refuseDuplicatesIn ?? 'list';
        const added = await add(parts, parsed.value, { listId, by, key, scope });
        if (!added.ok) return refuse(reply, added.problem);
        const { isNew, ...answer } = added.value;
        const dueAt: Instant = parsed.value.dueAt ?? at;
        if (isNew) await tellExtended(parts, { by, listId, dueAt });
        return answer;
      },
    );
  };

type Order = Pick<ChainToAdd, 'listId' | 'by' | 'key'> & {
  readonly scope: NonNullable<NewChainBody['refuseDuplicatesIn']>;
};

async function add({ pool, siteId }: Parts, chain: NewChain, { scope, ...order }: Order) {
  const { numbers } = chain;
  const { listId } = order;
  // Before the transaction: others wait for a window that is being made.
  const windows = [...(await new WindowIds(pool).of(numbers))];
  const repeated = async (db: Queryable): Promise<string | undefined> => {
    const repeats = await Repeats.create(db, { site: siteId, listId }, scope);
    const found = await repeats.find(numbers.map(({ phone }, line) => ({ line, phone })));
    const [line] = found.keys();
    if (line === undefined) return undefined;
    return `${numbers[line]?.phone}: ${found.get(line)}`;
  };
  return transact(pool, { code: 'NOT_FOUND' }, (db) =>
    addChain(db, siteId, { ...chain, ...order, windows, repeated }),
  );
}
