import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { must } from '@outpace/engine/basics/assert.ts';
import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import { agentId, attemptId, siteId } from '@outpace/engine/basics/ids.ts';
import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { after, seconds } from '@outpace/engine/basics/time.ts';
import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import { AsteriskSwitch } from '@outpace/server/switch/asterisk/asterisk-switch.ts';
import { callResultOf } from '@outpace/server/switch/asterisk/messages.ts';
import { realTimers } from '@outpace/server/switch/asterisk/timers.ts';
import type { TrunkSettings } from '@outpace/server/switch/asterisk/trunk-settings.ts';
import { ContractDesk, SOON } from '@outpace/server/switch/contract-desk.ts';
import { retry } from '@outpace/server/switch/instance/retry.ts';
import { WORLD_ACCOUNT } from '@outpace/server/switch/instance/world-config.ts';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { startSipp } from './sipp.ts';
import { SIP_REFUSALS, type SippRule } from './sipp-scenario.ts';
import { VoiceRig } from './voice-rig.ts';

async function openRig(trunk: Partial<TrunkSettings>): Promise<readonly [VoiceRig, ContractDesk]> {
  const rig = await VoiceRig.open({ trunk });
  onTestFinished(() => rig.close());
  return [rig, new ContractDesk(rig)];
}

function number(text: string): PhoneNumber {
  const parsed = parsePhoneNumber(text);
  return must(parsed.ok ? parsed.value : undefined, text);
}

/** How the call ended, or why it was never made. */
async function resultOf(rig: VoiceRig, call: AttemptId): Promise<CallResult> {
  const found = new Map<AttemptId, CallResult>();
  await rig.until(`the result of ${call}`, (event) => {
    if ('result' in event) found.set(event.attemptId, event.result);
    return found.has(call);
  });
  return must(found.get(call), 'a result');
}

const REFUSED = { cause: 127, phase: 'tried', isOurs: false, isRefused: true } as const;

test('every way in which a network ends a call has its result', async () => {
  const rules: readonly SippRule[] = [
    ...SIP_REFUSALS.map(
      (code): SippRule => ({ dialed: `1202555${code}`, outcome: { kind: 'refuses', code } }),
    ),
    { dialed: '12025550901', outcome: { kind: 'rings-out' } },
    { dialed: '12025550902', outcome: { kind: 'dead' } },
    { dialed: '12025550903', outcome: { kind: 'answers', ringMs: 100, early: true } },
    { dialed: '12025550904', outcome: { kind: 'answers', ringMs: 0, hangsUpAfterMs: 100 } },
  ];
  const sipp = await startSipp({ rules });
  onTestFinished(() => sipp.stop());
  const [rig, desk] = await openRig({ host: sipp.address });
  const codes = SIP_REFUSALS.map((code) => desk.dial(number(`+1202555${code}1`)));
  const others = [901, 902, 904].map((last) => desk.dial(number(`+12025550${last}`), seconds(2)));

  const results = await Promise.all(codes.map((call) => resultOf(rig, call)));
  expect(results).toEqual(SIP_REFUSALS.map((sipCode) => callResultOf({ ...REFUSED, sipCode })));
  expect(await Promise.all(others.map((call) => resultOf(rig, call)))).toEqual([
    'no-answer',
    'no-progress',
    'remote-release',
  ]);
  // Sound before the answer counts as ringing: that is what it usually is.
  const early = desk.dial(number('+12025550903'));
  await desk.told('call-answered', early);
  expect(desk.storyOf(early)).toEqual(['call-ringing', 'call-answered']);
  desk.hangUp(early);
  await desk.told('call-ended', early);
  await rig.untilNothingIsLeft();
});

test('a far end that never sends any sound is told as silence', async () => {
  const rules: readonly SippRule[] = [
    { dialed: '12025550904', outcome: { kind: 'answers', ringMs: 0, hangsUpAfterMs: 100 } },
  ];
  const sipp = await startSipp({ rules });
  onTestFinished(() => sipp.stop());
  const [rig, desk] = await openRig({ host: sipp.address });
  const call = attemptId('a000002-00000001');
  rig.carrier.originate({
    type: 'originate',
    attemptId: call,
    phone: number('+12025550105'),
    giveUpAt: after(rig.now(), seconds(20)),
    detect: 'balanced',
    message: 'beep',
  });
  await desk.told('call-progress', call);
  expect(rig.events).toContainEqual(
    expect.objectContaining({ type: 'call-progress', attemptId: call, verdict: 'silence' }),
  );
  desk.hangUp(call);
  await desk.told('call-ended', call);
});

test('a trunk to nowhere makes no progress, and is not used once that is known', async () => {
  // Somebody who says nothing. A port that nobody has is told to be none at once, at the call or
  // at the question whether it is there, as it comes.
  const mute = createSocket('udp4').bind(0, '127.0.0.1');
  onTestFinished(() => void mute.close());
  await once(mute, 'listening');
  const [rig, desk] = await openRig({ host: `127.0.0.1:${mute.address().port}` });
  // A trunk that was just taken starts nothing in its first second.
  const dialed = (): AttemptId => desk.dial(number('+12025550101'), seconds(3));
  expect(await resultOf(rig, dialed())).toBe('no-progress');
  const refused = async (): Promise<true | undefined> =>
    (await resultOf(rig, dialed())) === 'all-trunks-busy' || undefined;
  expect(await retry(15_000, refused, 200)).toBe(true);
});

test('a trunk that the switch has forgotten is told as busy', async () => {
  const [rig, desk] = await openRig({});
  await rig.forgetAtDialer('endpoint', 'main~trunk~world');
  expect(await resultOf(rig, desk.dial(desk.number(SOON)))).toBe('all-trunks-busy');
});

test('a trunk carries no more calls at once than it may', async () => {
  const [rig, desk] = await openRig({ channels: 2 });
  const calls = [desk.dial(desk.number(SOON)), desk.dial(desk.number(SOON))];
  for (const call of calls) await desk.told('call-answered', call);
  expect(await resultOf(rig, desk.dial(desk.number(SOON)))).toBe('all-trunks-busy');
  // A process that comes later counts what it finds.
  await rig.restart();
  expect(await resultOf(rig, desk.dial(desk.number(SOON)))).toBe('all-trunks-busy');
  for (const call of calls) desk.hangUp(call);
  for (const call of calls) await desk.told('call-ended', call);
  await desk.another();
});

test('calls wait for their turn a while, and are refused after it', async () => {
  const [rig, desk] = await openRig({ callsPerSecond: 1 });
  const calls = Array.from({ length: 6 }, () => desk.dial(desk.number({ does: 'is-busy' })));
  const results = await Promise.all(calls.map((call) => resultOf(rig, call)));
  // At once, after one second, and perhaps just before the two seconds are over.
  const dialed = results.filter((result) => result === 'busy').length;
  expect([2, 3]).toContain(dialed);
  expect(results.filter((result) => result === 'no-free-port')).toHaveLength(6 - dialed);
});

test('a trunk signs in, and says who it is with each call', async () => {
  const rig = await VoiceRig.open({
    trunkTo: ({ secret }) => ({ account: { user: WORLD_ACCOUNT, secret, register: true } }),
  });
  onTestFinished(() => rig.close());
  const isOnline = async (): Promise<true | undefined> =>
    (await rig.isSignedInAtWorld(WORLD_ACCOUNT)) || undefined;
  expect(await retry(10_000, isOnline, 50)).toBe(true);
  await new ContractDesk(rig).another();
});

test('where no RTP port is left a call is not made', async () => {
  const [rig, desk] = await openRig({});
  const { ports, folder } = rig.dialer.setup;
  const conf = join(folder, 'etc', 'rtp.conf');
  await writeFile(
    conf,
    `[general]\nrtpstart = ${ports.rtpFirst}\nrtpend = ${ports.rtpFirst + 1}\n`,
  );
  await rig.reloadAtDialer('res_rtp_asterisk.so');
  const first = await desk.answered();
  expect(await resultOf(rig, desk.dial(desk.number(SOON)))).toBe('no-free-port');
  desk.hangUp(first);
  await desk.told('call-ended', first);
  await desk.another();
});

test('sites that share a switch do not hear of each other', async () => {
  const [rig, desk] = await openRig({});
  const other = rig.openFor('branch');
  onTestFinished(() => other.carrier.close('end'));
  expect(await other.carrier.survey()).toEqual([]);
  const call = await desk.answered();
  expect(await other.carrier.provision(agentId('ann'), 'secret')).toMatchObject({
    user: 'branch~agent~ann',
  });
  desk.hangUp(call);
  await desk.told('call-ended', call);
  const told = other.events.map(({ type }) => type);
  expect(new Set(told)).toEqual(new Set(['phone-reachable']));
});

test('a trunk that is taken out of the settings is taken away from the switch', async () => {
  const [rig] = await openRig({});
  const { secret, url, user } = rig.dialer;
  const host = rig.worldInstance.sipAddress;
  const account = { user: WORLD_ACCOUNT, secret, register: true };
  const old = { name: 'old', host, account, callsPerSecond: 1, channels: 1 };
  const stays = { ...old, name: 'stays' };
  const authorization = `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
  const left = async (...trunks: readonly TrunkSettings[]): Promise<readonly string[]> => {
    const settings = { siteId: siteId('branch'), url, user, secret, trunks };
    const carrier = new AsteriskSwitch(settings, realTimers(), pino({ level: 'silent' }));
    expect(await carrier.survey()).toEqual([]);
    await carrier.close('keep');
    const list = await fetch(`${url}/ari/endpoints/PJSIP`, { headers: { authorization } });
    const found = (await list.text()).match(/branch~trunk~\w+/g) ?? [];
    return found.toSorted();
  };
  expect(await left(old, stays)).toEqual(['branch~trunk~old', 'branch~trunk~stays']);
  expect(await left(stays)).toEqual(['branch~trunk~stays']);
  // Those of the other site on this switch are still there.
  await new ContractDesk(rig).another();
});
