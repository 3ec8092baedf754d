import { assert } from '@outpace/engine/basics/assert.ts';
import type { CallingListId } from '@outpace/engine/basics/ids.ts';
import { chainId, recordId } from '@outpace/engine/basics/ids.ts';
import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import type { CallingWindow } from '@outpace/engine/calling-lists/calling-window.ts';
import type { CallingRecord } from '@outpace/engine/calling-lists/record.ts';
import type { Prng } from './prng.ts';
import type { StoredChain } from './stored.ts';

export type ListOrder = {
  readonly listId: CallingListId;
  readonly name: string;
  /** Persons on the list. */
  readonly chains: number;
  /** Numbers per person, at most, 1..5. */
  readonly numbersMax: number;
  readonly windows: readonly CallingWindow[];
  /** Share of persons with a customer id, 0..1. */
  readonly customers: number;
  /** Share of numbers that stand on the list for somebody else too, 0..1. */
  readonly shared: number;
  /** Of the range for fiction, for the first person. Default: 0. */
  readonly firstNumber?: number;
};

const NEVER = instant(0);

/** Persons with numbers from the ranges for fiction; the same generator gives the same list. */
export function* drawChains(order: ListOrder, prng: Prng): Generator<StoredChain> {
  const { firstNumber = 0 } = order;
  const phones: PhoneNumber[] = [];
  const drawPhone = (): PhoneNumber => {
    if (phones.length > 0 && prng.chance(order.shared)) return prng.pick(phones);
    const phone = fictionPhone((firstNumber + phones.length) % FICTION_NUMBERS);
    phones.push(phone);
    return phone;
  };
  for (let person = 0; person < order.chains; person += 1) {
    const id = `${order.listId}-${person}`;
    const count = prng.between(1, order.numbersMax);
    const window = prng.pick(order.windows);
    yield {
      id: chainId(id),
      listId: order.listId,
      listName: order.name,
      contactName: `Contact ${person}`,
      customerId: prng.chance(order.customers) ? `customer-${id}` : undefined,
      records: Array.from({ length: count }, (_, chainN) =>
        freshRecord(`${id}-${chainN}`, chainN, drawPhone(), window),
      ),
      position: 0,
      treatment: undefined,
      dueAt: NEVER,
      state: 'ready',
    };
  }
}

const freshRecord = (
  id: string,
  chainN: number,
  phone: PhoneNumber,
  window: CallingWindow,
): CallingRecord => ({
  id: recordId(id),
  chainN,
  phone,
  contactType: chainN === 0 ? 'home' : 'mobile',
  type: 'general',
  status: 'ready',
  callResult: 'unknown',
  attempts: 0,
  ...window,
  calledAt: undefined,
  agentId: undefined,
  fields: { segment: chainN === 0 ? 'gold' : 'silver' },
});

/** Area codes [2-9][0-8][0-9] × 100 numbers. */
export const FICTION_NUMBERS = 8 * 9 * 10 * 100;

/** The n-th number of the North American range for fiction, 0..71999. */
export function fictionPhone(n: number): PhoneNumber {
  assert(n >= 0 && n < FICTION_NUMBERS, `number ${n} of the range for fiction`);
  const area = Math.floor(n / 100);
  const areaCode = 200 + Math.floor(area / 90) * 100 + (area % 90);
  const parsed = parsePhoneNumber(`+1${areaCode}55501${String(n % 100).padStart(2, '0')}`);
  assert(parsed.ok, `number ${n} of the range for fiction is a number`);
  return parsed.value;
}
