import { must } from '@outpace/engine/basics/assert.ts';
import type { AgentId } from '@outpace/engine/basics/ids.ts';
import { agentId } from '@outpace/engine/basics/ids.ts';
import type { PhoneEvent } from '@outpace/engine/event.ts';
import { SwitchFault } from '@outpace/server/ports.ts';
import { ContractDesk } from '@outpace/server/switch/contract-desk.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SipPhone } from './sip-phone.ts';
import { VoiceRig } from './voice-rig.ts';

const PASSWORD = 'good-for-one-shift';

let rig: VoiceRig;
let desk: ContractDesk;
let count = 0;

beforeAll(async () => {
  rig = await VoiceRig.open();
  desk = new ContractDesk(rig);
});
afterAll(() => rig.close());

/** An agent whose account has just been made. */
async function provisioned() {
  count += 1;
  const id = agentId(`browser-${count}`);
  const account = await rig.carrier.provision(id, PASSWORD);
  const { sipSocketUrl } = rig.carrier;
  const open = (): Promise<SipPhone> => SipPhone.open(sipSocketUrl, account.user, account.domain);
  return { id, open };
}

/** One whose browser has signed in. */
async function signedIn() {
  const { id, open } = await provisioned();
  const phone = await open();
  expect(await phone.signIn(PASSWORD)).toBe(200);
  await reachable(id, true);
  return { id, open, phone };
}

/** And whose leg is up. */
async function onTheLine() {
  const agent = await signedIn();
  desk.raise(agent.id);
  await desk.leg(agent.id, 'up');
  return agent;
}

const storyOf = (id: AgentId): readonly PhoneEvent[] =>
  rig.events.filter((event): event is PhoneEvent => 'agentId' in event && event.agentId === id);

const reachable = (id: AgentId, isIt: boolean): Promise<void> =>
  rig.until(`the phone ${isIt ? 'there' : 'away'}`, () => {
    const told = storyOf(id).filter(({ type }) => type === 'phone-reachable');
    const last = must(told.at(-1), 'something told');
    return last.type === 'phone-reachable' && last.reachable === isIt;
  });

test('a phone is away until it signs in, and when it signs out', async () => {
  const { id, open } = await provisioned();
  await reachable(id, false);
  const phone = await open();
  expect(await phone.signIn(PASSWORD)).toBe(200);
  await reachable(id, true);
  expect(await phone.signOut(PASSWORD)).toBe(200);
  await reachable(id, false);
  phone.vanish();
});

test('a wrong password is refused, and so is the one before the last', async () => {
  const { id, open } = await provisioned();
  const phone = await open();
  expect(await phone.signIn('guessed')).toBe(401);
  await rig.carrier.provision(id, 'the next shift');
  expect(await phone.signIn(PASSWORD)).toBe(401);
  expect(await phone.signIn('the next shift')).toBe(200);
  await reachable(id, true);
  phone.vanish();
  await reachable(id, false);
});

test('whoever was signed in while the password changed is gone when they go', async () => {
  const { id, open, phone } = await signedIn();
  await rig.carrier.provision(id, 'the next shift');
  const next = await open();
  expect(await next.signIn('the next shift')).toBe(200);
  phone.vanish();
  next.vanish();
  await reachable(id, false);
});

test('who is not signed in cannot be called', async () => {
  const { id } = await provisioned();
  desk.raise(id);
  await desk.leg(id, 'failed');
});

test('a leg on which nothing is heard is told as silent, and lost with the browser', async () => {
  const { id, phone } = await onTheLine();
  await rig.until('the silence told', () =>
    storyOf(id).some((event) => event.type === 'agent-silent' && event.silent),
  );
  phone.vanish();
  await desk.leg(id, 'lost');
  await reachable(id, false);
});

test('a second browser takes the phone, and the leg, from the first', async () => {
  const { id, open, phone: first } = await onTheLine();
  const second = await open();
  await second.signIn(PASSWORD);
  await desk.leg(id, 'lost');
  desk.raise(id);
  await rig.until('the leg at the second', () => {
    const legs = storyOf(id).flatMap((event) => (event.type === 'agent-leg' ? [event.leg] : []));
    return legs.join() === 'up,lost,up';
  });
  first.vanish();
  desk.drop(id);
  await desk.leg(id, 'hung-up');
  second.vanish();
  await reachable(id, false);
});

test('a later process finds the phone as it is', async () => {
  const { id, phone } = await onTheLine();
  const from = rig.events.length;
  expect(await rig.restart()).toContainEqual({ of: 'agent', agentId: id });
  await rig.until('the phone told again', (event) => {
    const isIt = event.type === 'phone-reachable' && event.agentId === id && event.reachable;
    return isIt && rig.events.indexOf(event) >= from;
  });
  phone.vanish();
  await desk.leg(id, 'lost');
});

test('while the switch is away no account is made', async () => {
  await rig.dialer.kill();
  await rig.until('the switch away', ({ type }) => type === 'switch-down');
  await expect(rig.carrier.provision(agentId('late'), PASSWORD)).rejects.toThrow(SwitchFault);
});
