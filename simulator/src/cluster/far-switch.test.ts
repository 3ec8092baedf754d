import { siteId } from '@outpace/engine/basics/ids.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';
import { expect, onTestFinished, test } from 'vitest';
import { CarrierDoor } from './carrier-door.ts';
import { quickPeople } from './cluster-scene.ts';
import { FarSwitch } from './far-switch.ts';

test('a carrier that goes is down, and up again with what is alive when it is back', async () => {
  const door = new CarrierDoor(quickPeople);
  const port = await door.listen();
  const events: SwitchEvent[] = [];
  const far = await FarSwitch.open({ port, by: 'first' }, siteId('main'));
  onTestFinished(() => far.close());
  far.onEvent((event) => events.push(event));
  expect(await far.survey()).toEqual([]);
  door.close();
  await expect.poll(() => events).toEqual([{ type: 'switch-down' }]);
  expect(await far.survey()).toBeUndefined();
  const again = new CarrierDoor(quickPeople);
  onTestFinished(() => again.close());
  await again.listen(port);
  await expect.poll(() => events.at(-1)).toEqual({ type: 'switch-up', legs: [] });
});
