import { must } from '@outpace/engine/basics/assert.ts';
import { offerId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { DELIVERIES } from '../plans.ts';
import { CoolDown } from './cool-down.ts';
import { Scene } from './scene.ts';

test('a record that comes back to the same agent too soon is found', () => {
  const [delivery] = DELIVERIES;
  if (delivery === undefined) throw new Error('no delivery');
  const scene = new Scene([new CoolDown()], { delivery });
  scene.dial();
  const [offer] = [...scene.state.offers.values()];
  const { id, ...rest } = must(offer, 'an offer');
  const rejected = scene.say({ type: 'reject-offer', offerId: id });
  expect(scene.broken).toEqual([]);
  const again = offerId('again');
  scene.state.offers.set(again, { ...rest, id: again });
  scene.show({ ...rejected, event: { type: 'tick', at: scene.at } });
  expect(scene.broken).toEqual([expect.stringContaining('is offered to ann again')]);
});
