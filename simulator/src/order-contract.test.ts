import { chainId, recordId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import {
  CONTRACT_FIELDS,
  type OrderedPerson,
  type OrderRig,
  orderContract,
} from '@outpace/server/store/order-contract.ts';
import { fictionPhone } from './lists.ts';
import { windowOf } from './scenarios/parts.ts';
import { SimulatedStore } from './store.ts';
import type { StoredChain } from './stored.ts';

async function open(): Promise<OrderRig> {
  let store = new SimulatedStore({ chains: [], plans: [] });
  let owner = store.takeSite();
  return {
    close: async () => undefined,
    async fill(people) {
      store = new SimulatedStore({ chains: people.map(chainOf), plans: [] });
      owner = store.takeSite();
    },
    select: async (listId, selection) =>
      store.select(listId, { selection, fields: CONTRACT_FIELDS }),
    commit: async (writes) => store.commit(owner, writes),
    lease: async (order, at) => store.lease(owner, order, at).chains,
  };
}

const chainOf = ({ name, listId, balance }: OrderedPerson, n: number): StoredChain => ({
  id: chainId(name),
  listId,
  listName: listId,
  contactName: name,
  customerId: undefined,
  records: [
    {
      ...{ id: recordId(name), chainN: 0, phone: fictionPhone(n), contactType: 'home' },
      ...{ type: 'general', status: 'ready', callResult: 'unknown', attempts: 0 },
      ...windowOf('UTC', 0, 24),
      calledAt: undefined,
      agentId: undefined,
      fields: { balance },
    },
  ],
  position: 0,
  treatment: undefined,
  dueAt: instant(0),
  state: 'ready',
});

orderContract('the simulated store', open);
