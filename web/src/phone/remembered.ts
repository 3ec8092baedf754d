import type { PhoneChoice } from '@outpace/engine/agents/agent-phone.ts';
import {
  parsePhoneChoice,
  parseRememberedSound,
  type RememberedSound,
} from './parse-remembered.ts';

export type Memory = Pick<Storage, 'getItem' | 'setItem'>;

const SOUND_KEY = 'outpace-sound';
const PHONE_KEY = 'outpace-phone';

/** Devices and volume that were chosen at this browser. */
export const rememberedSound = (memory: Memory): RememberedSound =>
  parseRememberedSound(memory.getItem(SOUND_KEY));

export function rememberSound(memory: Memory, part: Partial<RememberedSound>): void {
  memory.setItem(SOUND_KEY, JSON.stringify({ ...rememberedSound(memory), ...part }));
}

/** Where the agent at this browser wants to be called; undefined until they have said so. */
export const rememberedPhone = (memory: Memory): PhoneChoice | undefined =>
  parsePhoneChoice(memory.getItem(PHONE_KEY));

export function rememberPhone(memory: Memory, choice: PhoneChoice): void {
  memory.setItem(PHONE_KEY, JSON.stringify(choice));
}
