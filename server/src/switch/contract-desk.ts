import type { PhoneChoice } from '@outpace/engine/agents/agent-phone.ts';
import { must } from '@outpace/engine/basics/assert.ts';
import type { AgentId, AttemptId, InteractionId } from '@outpace/engine/basics/ids.ts';
import { agentId, attemptId, interactionId } from '@outpace/engine/basics/ids.ts';
import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { Instant, Millis } from '@outpace/engine/basics/time.ts';
import { after, millis, seconds } from '@outpace/engine/basics/time.ts';
import type { SurvivingLeg } from '@outpace/engine/dialing/surviving-leg.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';
import type { RecordingOrder } from '@outpace/engine/interactions/recording.ts';
import { expect } from 'vitest';
import type { Switch } from '../ports.ts';

/** What a number does when it is called. Whoever answers stays until somebody hangs up. */
export type ContractCallee =
  | { readonly does: 'answers'; readonly ringMs: Millis }
  | { readonly does: 'is-busy' | 'rings-out' };

/** A switch with a world behind it, as the contract needs them. */
export interface SwitchRig {
  /** The switch in use; another one after `restart`. */
  readonly carrier: Switch;
  /** Everything that was told so far. */
  readonly events: readonly SwitchEvent[];
  now(): Instant;
  /** Said before the number is called. */
  behave(phone: PhoneNumber, callee: ContractCallee): void;
  /** A phone that does this whenever it is called. */
  phoneThat(does: 'picks-up' | 'is-busy', of: AgentId): PhoneChoice;
  hangUpCallee(phone: PhoneNumber): Promise<void>;
  hangUpPhone(of: AgentId): Promise<void>;
  /** Resolves when an event that fits was told, before or from now on; rejects after a while. */
  until(what: string, fits: (event: SwitchEvent) => boolean): Promise<void>;
  /** The process dies, its legs stay; another one asks what is alive. */
  restart(): Promise<readonly SurvivingLeg[]>;
  /** Resolves when no leg and no bridge is left, by whomever they were made. */
  untilNothingIsLeft(): Promise<void>;
  close(): Promise<void>;
}

type EventOf<Type extends SwitchEvent['type']> = Extract<SwitchEvent, { type: Type }>;

/** A sound that every switch has, and that is over at once. */
const SHORT_MESSAGE = 'beep';

/** Somebody who answers at once, as far as a telephone can. */
export const SOON: ContractCallee = { does: 'answers', ringMs: millis(50) };

/** The people of one test, and what they order. */
export class ContractDesk {
  readonly #rig: SwitchRig;
  #count = 0;

  constructor(rig: SwitchRig) {
    this.#rig = rig;
  }

  /** A number of its own, from the range for fiction. */
  number(callee: ContractCallee): PhoneNumber {
    this.#count += 1;
    const parsed = parsePhoneNumber(`+12025550${100 + (this.#count % 100)}`);
    const phone = must(parsed.ok ? parsed.value : undefined, 'a number for a test');
    this.#rig.behave(phone, callee);
    return phone;
  }

  dial(phone: PhoneNumber, patience = seconds(20), message = SHORT_MESSAGE): AttemptId {
    this.#count += 1;
    const id = attemptId(`a000001-${String(this.#count).padStart(8, '0')}`);
    this.dialAs(id, phone, patience, message);
    return id;
  }

  dialAs(id: AttemptId, phone: PhoneNumber, patience = seconds(20), message = SHORT_MESSAGE): void {
    this.#rig.carrier.originate({
      type: 'originate',
      attemptId: id,
      phone,
      giveUpAt: after(this.#rig.now(), patience),
      detect: undefined,
      message,
    });
  }

  agent(does: 'picks-up' | 'is-busy' = 'picks-up'): AgentId {
    this.#count += 1;
    const id = agentId(`agent-${this.#count}`);
    const phone = this.#rig.phoneThat(does, id);
    this.#rig.carrier.setAgentPhone({ type: 'set-agent-phone', agentId: id, phone });
    return id;
  }

  raise(id: AgentId): void {
    this.#rig.carrier.raiseAgent({ type: 'raise-agent', agentId: id, music: true });
  }

  drop(id: AgentId): void {
    this.#rig.carrier.dropAgent({ type: 'drop-agent', agentId: id });
  }

  async agentUp(): Promise<AgentId> {
    const id = this.agent();
    this.raise(id);
    await this.leg(id, 'up');
    return id;
  }

  async answered(phone = this.number(SOON)): Promise<AttemptId> {
    const id = this.dial(phone);
    await this.told('call-answered', id);
    return id;
  }

  /** A call that is joined to an agent whose leg is up. */
  async talking(phone = this.number(SOON)): Promise<readonly [AttemptId, AgentId]> {
    const agent = await this.agentUp();
    const call = await this.answered(phone);
    this.join(call, agent);
    return [call, agent];
  }

  join(call: AttemptId, agent: AgentId): void {
    const order = { type: 'bridge', attemptId: call, agentId: agent, beep: true } as const;
    this.#rig.carrier.bridge(order);
  }

  hangUp(call: AttemptId): void {
    this.#rig.carrier.hangUp({ type: 'hang-up', attemptId: call });
  }

  hold(call: AttemptId, held: boolean): void {
    this.#rig.carrier.hold({ type: 'hold', attemptId: call, held });
  }

  mute(call: AttemptId, muted: boolean): void {
    this.#rig.carrier.mute({ type: 'mute', attemptId: call, muted });
  }

  record(call: AttemptId, what: RecordingOrder): void {
    const order = { type: 'record', attemptId: call, what, announcement: 'none' } as const;
    this.#rig.carrier.record({ ...order, interactionId: interactionOf(call) });
  }

  handOn(call: AttemptId, to: PhoneNumber, ringMs: Millis = seconds(20)): void {
    const giveUpAt = after(this.#rig.now(), ringMs);
    this.#rig.carrier.handOn({ type: 'hand-on', attemptId: call, to, giveUpAt });
  }

  say(call: AttemptId, when: 'now' | 'after-beep'): void {
    const message = SHORT_MESSAGE;
    this.#rig.carrier.playAndRelease({
      type: 'play-and-release',
      attemptId: call,
      message,
      when,
    });
  }

  async told(type: SwitchEvent['type'], call: AttemptId): Promise<void> {
    const found: SwitchEvent[] = [];
    await this.#rig.until(`${type} of ${call}`, (event) => {
      // A call that was not made waits for nothing more.
      const isFound = isOf(event, call) && [type, 'originate-failed'].includes(event.type);
      if (isFound) found.push(event);
      return isFound;
    });
    expect(found.at(-1)?.type).toBe(type);
  }

  async consultation(call: AttemptId, state: EventOf<'consultation'>['state']): Promise<void> {
    await this.#rig.until(`a consultation ${state}`, (event) => {
      return event.type === 'consultation' && event.attemptId === call && event.state === state;
    });
  }

  async recording(call: AttemptId, state: EventOf<'recording'>['state'], times = 1): Promise<void> {
    const ofIt = (event: SwitchEvent): boolean =>
      event.type === 'recording' &&
      event.attemptId === call &&
      event.interactionId === interactionOf(call) &&
      event.state === state;
    const isThere = (): boolean => this.#rig.events.filter(ofIt).length >= times;
    await this.#rig.until(`a recording ${state}`, isThere);
  }

  async leg(of: AgentId, leg: EventOf<'agent-leg'>['leg']): Promise<void> {
    await this.#rig.until(`a leg ${leg}`, (event) => {
      return event.type === 'agent-leg' && event.agentId === of && event.leg === leg;
    });
  }

  /** Everything that was told of a call so far, in order; ringing may be told more than once. */
  storyOf(call: AttemptId): readonly string[] {
    const told = this.#rig.events.filter((event) => isOf(event, call));
    const words = told.map((event) => ('result' in event ? event.result : event.type));
    return words.filter((word, index) => word !== words[index - 1]);
  }

  /** A whole other call, after which whatever was to be told of earlier ones has been told. */
  async another(): Promise<void> {
    const call = await this.answered();
    this.hangUp(call);
    await this.told('call-ended', call);
  }
}

const interactionOf = (call: AttemptId): InteractionId => interactionId(`i${call.slice(1)}`);

const isOf = (event: SwitchEvent, call: AttemptId): boolean =>
  'attemptId' in event && event.attemptId === call;
