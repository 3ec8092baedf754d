import type { CallingListId } from '@outpace/engine/basics/ids.ts';
import { chainId, recordId } from '@outpace/engine/basics/ids.ts';
import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { ALL_DAY } from './scenarios/parts.ts';
import type { StoredChain } from './stored.ts';

/** The chain that comes into being when an agent calls a number of no list; `n` counts them. */
export const typedChain = (phone: PhoneNumber, listId: CallingListId, n: number): StoredChain => ({
  id: chainId(`typed-${n}`),
  listId,
  listName: listId,
  contactName: '',
  customerId: undefined,
  records: [
    {
      id: recordId(`typed-${n}-0`),
      chainN: 0,
      phone,
      contactType: 'none',
      type: 'unknown',
      status: 'ready',
      callResult: 'unknown',
      attempts: 0,
      ...ALL_DAY,
      calledAt: undefined,
      agentId: undefined,
      fields: {},
    },
  ],
  position: 0,
  treatment: undefined,
  dueAt: instant(0),
  state: 'closed',
});
