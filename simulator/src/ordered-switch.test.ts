import { agentId, attemptId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import type { CarrierOrder } from './carrier.ts';
import { OrderedSwitch } from './ordered-switch.ts';

class Listed extends OrderedSwitch {
  readonly orders: CarrierOrder[] = [];
  override order(order: CarrierOrder): void {
    this.orders.push(order);
  }
}

test('each order of the port becomes a value that says what it is', () => {
  const listed = new Listed();
  const call = attemptId('a000001-00000001');
  const [one, other] = [agentId('one'), agentId('other')];
  listed.hangUp({ type: 'hang-up', attemptId: call });
  listed.talkWith({ attemptId: call, side: 'target' });
  listed.endConsultation({ attemptId: call });
  listed.supervise({ attemptId: call, supervisorId: other, how: 'listen' });
  listed.raiseAgent({ type: 'raise-agent', agentId: one, music: false });
  const types = listed.orders.map(({ type }) => type);
  expect(types).toEqual(['hang-up', 'talk-with', 'end-consultation', 'raise-agent']);
});
