import { callingListId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { fictionPhone } from './lists.ts';
import { typedChain } from './typed-chain.ts';

test('a typed number is one closed record that nobody has called', () => {
  const phone = fictionPhone(7);
  const chain = typedChain(phone, callingListId('list'), 3);
  expect(chain).toMatchObject({ id: 'typed-3', state: 'closed', contactName: '' });
  expect(chain.records).toMatchObject([{ phone, attempts: 0, type: 'unknown' }]);
});
