import { must } from '@outpace/engine/basics/assert.ts';
import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import { agentId } from '@outpace/engine/basics/ids.ts';
import { seconds } from '@outpace/engine/basics/time.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';
import { ContractDesk, SOON } from '@outpace/server/switch/contract-desk.ts';
import { toneMs } from '@outpace/server/switch/instance/tone-levels.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Gate } from './gate.ts';
import { AGENT_HZ, VoiceRig } from './voice-rig.ts';

let gate: Gate;
let rig: VoiceRig;
let desk: ContractDesk;

beforeAll(async () => {
  rig = await VoiceRig.open({
    url: async (dialer) => {
      gate = await Gate.before(dialer.setup.ports.http);
      return gate.url;
    },
  });
  desk = new ContractDesk(rig);
});
afterAll(async () => {
  await rig.close();
  await gate.close();
});

/** What is told from now on. */
function fromNow() {
  const from = rig.events.length;
  const since = (): readonly SwitchEvent[] => rig.events.slice(from);
  const next = async <Type extends SwitchEvent['type']>(type: Type) => {
    const isIt = (event: SwitchEvent): event is Extract<SwitchEvent, { type: Type }> =>
      event.type === type;
    await rig.until(type, () => since().some(isIt));
    return must(since().find(isIt), type);
  };
  return { since, next };
}

const stateOf = (event: { readonly legs: readonly unknown[] }, call: AttemptId): unknown =>
  event.legs.find((leg) => expect.objectContaining({ attemptId: call }).asymmetricMatch(leg));

test('calls go on while the line is cut, and all is known when it is back', async () => {
  const phone = desk.number(SOON);
  const [talks, agent] = await desk.talking(phone);
  const leaves = desk.number(SOON);
  const [left] = await desk.talking(leaves);
  const slow = desk.number({ does: 'answers', ringMs: seconds(3) });
  const rings = desk.dial(slow, seconds(20), 'safe-harbour');
  await desk.told('call-ringing', rings);
  const { next } = fromNow();

  gate.shut();
  await next('switch-down');
  const refused = desk.dial(desk.number(SOON));
  await rig.until('a refused call', (event) => {
    return event.type === 'originate-failed' && event.attemptId === refused;
  });
  await rig.hangUpCallee(leaves);
  const customer = await rig.world.callTo(phone);
  await customer.hears(AGENT_HZ, toneMs(await customer.heard(), AGENT_HZ) + 1_000);

  await (await rig.world.callTo(slow)).reaches('answered');
  gate.open();
  const up = await next('switch-up');
  expect(stateOf(up, talks)).toMatchObject({ state: 'talking', agentId: agent });
  expect(stateOf(up, left)).toBeUndefined();
  // Answered while nobody was here, they hear the message.
  expect(stateOf(up, rings)).toMatchObject({ state: 'message' });
  desk.hold(talks, true);
  desk.hold(talks, false);
  for (const call of [talks, rings]) desk.hangUp(call);
  for (const call of [talks, rings]) await desk.told('call-ended', call);
  expect(desk.storyOf(left)).toEqual(['call-ringing', 'call-answered']);
});

test('a line that goes silent is given up', async () => {
  const { next } = fromNow();
  gate.fallSilent();
  await next('switch-down');
  gate.open();
  expect(await next('switch-up')).toMatchObject({ legs: expect.any(Array) });
  await desk.another();
});

test('a switch that is killed comes back empty, learns its lines and takes calls', async () => {
  const phone = agentId('browser');
  await rig.carrier.provision(phone, 'one-shift');
  await desk.talking();
  const { next, since } = fromNow();
  await rig.dialer.kill();
  await next('switch-down');
  await rig.dialer.start();
  expect(await next('switch-up')).toEqual({ type: 'switch-up', legs: [] });
  await rig.until('the phone told', () =>
    since().some((event) => event.type === 'phone-reachable' && event.agentId === phone),
  );
  await desk.another();
  const [call] = await desk.talking();
  desk.hangUp(call);
  await desk.told('call-ended', call);
});

test('who is replaced by another process is told, and orders nothing more', async () => {
  const phone = desk.number(SOON);
  const [call, agent] = await desk.talking(phone);
  const first = rig.carrier;
  const ended = new Promise<Error>((resolve) => first.onEnd(resolve));
  const legs = await rig.replace();
  expect((await ended).message).toMatch(/another process has taken over/);
  expect(legs).toContainEqual(expect.objectContaining({ attemptId: call, agentId: agent }));
  first.hangUp({ type: 'hang-up', attemptId: call });
  await first.close('end');
  await desk.another();
  const customer = await rig.world.callTo(phone);
  expect(customer.phase).toBe('answered');
  desk.hangUp(call);
  await desk.told('call-ended', call);
});
