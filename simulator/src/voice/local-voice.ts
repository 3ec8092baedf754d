import { join } from 'node:path';
import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { Config } from '@outpace/server/config.ts';
import type { AsteriskSettings } from '@outpace/server/switch/asterisk/asterisk-switch.ts';
import type { AriLog } from '@outpace/server/switch/asterisk/connection.ts';
import { realTimers } from '@outpace/server/switch/asterisk/timers.ts';
import type { TrunkSettings } from '@outpace/server/switch/asterisk/trunk-settings.ts';
import { asteriskTree } from '@outpace/server/switch/instance/asterisk-tree.ts';
import { espeakOrTones } from '@outpace/server/switch/instance/espeak.ts';
import {
  type AsteriskInstance,
  type InstanceOrder,
  startInstance,
} from '@outpace/server/switch/instance/instance.ts';
import { keepUp } from '@outpace/server/switch/instance/keep-up.ts';
import { calleeOf, USUAL_MIX } from '../callees.ts';
import { demoSeed } from '../demo-server.ts';
import { type Behaviour, CAUSES, refusal } from './behaviour.ts';
import { OutsideWorld, type WorldOrder } from './outside-world.ts';
import { behaviourOf } from './people.ts';

/** Telephony that is all on this machine: one Asterisk dials, another is everybody it dials. */
export type LocalVoice = {
  readonly dialer: AsteriskInstance;
  readonly world: OutsideWorld;
  /** The only line out of the dialer leads to the world. */
  readonly trunks: readonly TrunkSettings[];
  /** Ends both, and every call with them. */
  close(): Promise<void>;
};

/** Who can be called, and whether what they hear is kept. */
export type LocalPeople = Pick<WorldOrder, 'behave' | 'hearing'>;

/** Kept free for fiction, and dialed by nobody in the demo. */
const OUR_NUMBER = '+12025550199';
const CALLS_PER_SECOND = 20;
const CHANNELS = 200;

/** All that has to be fetched, the first time. Nothing is running yet when it is interrupted. */
export async function fetchLocalVoice(say: (sentence: string) => void): Promise<void> {
  await asteriskTree(say);
  await espeakOrTones(say);
}

/**
 * Instances that outlived a killed process are adopted with the calls that are up in them. Throws a
 * `StartFault` with one sentence.
 */
export async function startLocalVoice(
  config: Config,
  log: AriLog,
  people: LocalPeople = { behave: behaviourIn(demoSeed(config)) },
): Promise<LocalVoice> {
  const synthesiser = await espeakOrTones((sentence) => log.info(sentence));
  const running: AsteriskInstance[] = [];
  const keepers: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(keepers.map((leave) => leave()));
    await Promise.all(running.map((instance) => instance.stop()));
  };
  const start = async (role: InstanceOrder['role']): Promise<AsteriskInstance> => {
    const folder = join(config.dataFolder, 'voice', role);
    const { voiceHost: host, phoneHost } = config;
    const onMove = (sentence: string): void => log.info(sentence);
    const instance = await startInstance({ folder, host, phoneHost, role, synthesiser, onMove });
    running.push(instance);
    // The switch finds it again by itself, at the same place.
    keepers.push(keepUp(`Asterisk (${role})`, instance, realTimers(), log));
    return instance;
  };
  try {
    const dialer = await start('dialer');
    const outside = await start('world');
    const world = await OutsideWorld.open({ instance: outside, synthesiser, log, ...people });
    const close = async (): Promise<void> => {
      await world.close();
      await stop();
    };
    return { dialer, world, trunks: [trunkTo(outside)], close };
  } catch (problem) {
    await stop();
    throw problem;
  }
}

/** What a switch needs to dial through it. */
export function settingsFor({ dialer, trunks }: LocalVoice, { siteId }: Config): AsteriskSettings {
  const { url, user, secret } = dialer;
  return { siteId, url, user, secret, trunks };
}

const trunkTo = ({ sipAddress }: AsteriskInstance): TrunkSettings => ({
  name: 'world',
  host: sipAddress,
  codecs: ['alaw'],
  callerId: { number: OUR_NUMBER, name: 'Outpace' },
  callsPerSecond: CALLS_PER_SECOND,
  channels: CHANNELS,
});

/** The people of the demo, as they are behind the simulated carrier too. */
export const behaviourIn =
  (seed: number) =>
  (number: string, dialedBefore: number): Behaviour => {
    const phone = parsePhoneNumber(number);
    if (!phone.ok) return refusal(CAUSES.invalidFormat);
    const callee = calleeOf(seed, phone.value, dialedBefore, USUAL_MIX);
    return behaviourOf(seed, phone.value, callee);
  };
