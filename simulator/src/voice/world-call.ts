import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { unreachable } from '@outpace/engine/basics/assert.ts';
import { AriFault } from '@outpace/server/switch/asterisk/ari-faults.ts';
import type { AriEvent } from '@outpace/server/switch/asterisk/ari-types.ts';
import type { AriCaller, AriLog } from '@outpace/server/switch/asterisk/connection.ts';
import { retry } from '@outpace/server/switch/instance/retry.ts';
import type { Samples } from '@outpace/server/switch/instance/samples.ts';
import { loudMs, toneMs } from '@outpace/server/switch/instance/tone-levels.ts';
import { parseWav } from '@outpace/server/switch/instance/wav.ts';
import { ECHO_CONTEXT, WORLD_APP } from '@outpace/server/switch/instance/world-config.ts';
import type { Answering, Behaviour, Part } from './behaviour.ts';
import { Changes } from './changes.ts';
import type { WorldSounds } from './world-sounds.ts';

/** What a call needs of the world that it is in. */
export type CallSurroundings = {
  readonly ari: AriCaller;
  readonly sounds: WorldSounds;
  readonly recordingsFolder: string;
  readonly log: AriLog;
  /** Whether what each called party hears is kept. */
  readonly hearing: 'recorded' | 'forgotten';
};

/** Argument of the application by which a leg that only listens is known. */
export const EAR = 'ear';
const NORMAL_CLEARING = 16;
const HEAR_MS_MAX = 20_000;

/**
 * One call into the world, and the called party at its end.
 *
 *   offered → ringing → answered → ended
 *      └─────────┴──────────────────→
 */
export class WorldCall {
  readonly id: string;
  /** As it was dialed. */
  readonly number: string;
  /** As it was shown. */
  readonly caller: string;
  readonly #around: CallSurroundings;
  readonly #changes = new Changes();
  readonly #over = new AbortController();
  #phase: 'offered' | 'ringing' | 'answered' | 'ended' = 'offered';
  #digits = '';
  #talks = 0;
  #playbacks = 0;
  #cause: number | undefined;
  #recording: 'none' | 'asked' | 'running' | 'finished' = 'none';
  #onRepeat: () => Promise<void> = () => Promise.resolve();
  #onHeard: () => Promise<void> = () => Promise.resolve();

  constructor(id: string, number: string, caller: string, around: CallSurroundings) {
    this.id = id;
    this.number = number;
    this.caller = caller;
    this.#around = around;
  }

  get phase(): 'offered' | 'ringing' | 'answered' | 'ended' {
    return this.#phase;
  }

  /** Keys that the other side pressed, in order. */
  get digits(): string {
    return this.#digits;
  }

  /** How often the other side has begun to speak; counted for people with a talk time. */
  get talks(): number {
    return this.#talks;
  }

  /** How often it has said all that it has to say. */
  get playbacks(): number {
    return this.#playbacks;
  }

  /** Q.850, once it has ended. */
  get cause(): number | undefined {
    return this.#cause;
  }

  /** Resolves when `look` finds what it looks for; it looks whenever something has happened. */
  until<Answer>(what: string, look: (call: WorldCall) => Answer | undefined): Promise<Answer> {
    return this.#changes.until(`${what} of the call to ${this.number}`, () => look(this));
  }

  async reaches(phase: 'ringing' | 'answered' | 'ended'): Promise<void> {
    await this.until(phase, (call) => (call.phase === phase ? true : undefined));
  }

  /** What the called party has heard so far; all of it, once the call has ended. */
  async heard(): Promise<Samples> {
    if (this.#phase === 'ended' && this.#recording !== 'none') {
      await this.until('the recording', () => this.#recording === 'finished' || undefined);
    }
    const samples = await this.#read();
    if (samples === undefined)
      throw new Error(`nothing was recorded of the call to ${this.number}`);
    return samples;
  }

  /** Resolves when this called party has heard a tone for so long, all in all. */
  hears(hz: number, ms: number): Promise<void> {
    return this.#hears(`${hz} Hz`, ms, (heard) => toneMs(heard, hz));
  }

  /**
   * The same, besides what it has heard until now. What is heard is written in pieces of two
   * seconds: it may be seen that much later.
   */
  async hearsOn(hz: number, ms: number): Promise<void> {
    const before = await this.#readSoFar();
    await this.hears(hz, (before === undefined ? 0 : toneMs(before, hz)) + ms);
  }

  /** The same for whatever it is. */
  hearsSomething(ms: number): Promise<void> {
    return this.#hears('anything', ms, loudMs);
  }

  /** Speaks up besides what it says by itself. */
  async say(parts: readonly Part[]): Promise<void> {
    await this.#ask(() => this.#play(parts));
  }

  /** One that would ring out answers now, and listens. */
  async pickUp(): Promise<void> {
    await this.#ask(async () => {
      await this.#answer();
      await this.#sendSilence();
    });
  }

  async hangUp(cause = NORMAL_CLEARING): Promise<void> {
    await this.#ask(() =>
      this.#around.ari.call('hangUpWithCode', { channelId: this.id, reason_code: cause }),
    );
  }

  /** Lives through the call; resolves when nothing more happens by itself. */
  async live(behaviour: Behaviour): Promise<void> {
    await this.#attempt(async () => {
      // Of its end, which lies outside the application, is told only who has asked.
      const eventSource = `channel:${this.id}`;
      await this.#around.ari.call('subscribe', { applicationName: WORLD_APP, eventSource });
      await this.#behave(behaviour);
    });
  }

  /** Told by the world of everything that happens to this call or to its ear. */
  onEvent(event: AriEvent): void {
    switch (event.type) {
      case 'StasisStart':
        if (event.args[0] === EAR) void this.#attempt(() => this.#startRecording());
        break;
      case 'ChannelDtmfReceived':
        this.#digits += event.digit;
        break;
      case 'ChannelTalkingStarted':
        this.#talks += 1;
        if (this.#talks === 1) void this.#attempt(this.#onHeard);
        break;
      case 'PlaybackFinished':
        this.#playbacks += 1;
        void this.#attempt(this.#onRepeat);
        break;
      case 'RecordingFinished':
      case 'RecordingFailed':
        this.#recording = 'finished';
        break;
      case 'ChannelDestroyed':
        if (event.channel.id !== this.id) return;
        this.#phase = 'ended';
        this.#cause = event.cause;
        this.#over.abort();
        break;
      default:
        return;
    }
    this.#changes.tell();
  }

  async #hears(what: string, ms: number, msOf: (heard: Samples) => number): Promise<void> {
    const heardIt = async (): Promise<true | undefined> => {
      const heard = await this.#readSoFar();
      return (heard !== undefined && msOf(heard) >= ms) || undefined;
    };
    if ((await retry(HEAR_MS_MAX, heardIt, 100)) === undefined) {
      throw new Error(`the call to ${this.number} did not hear ${what} for ${ms} ms`);
    }
  }

  /** Undefined: nothing is written yet. */
  async #readSoFar(): Promise<Samples | undefined> {
    if (this.#recording !== 'running' || !existsSync(this.#file)) return undefined;
    return this.#read();
  }

  async #read(): Promise<Samples | undefined> {
    return parseWav(await readFile(this.#file));
  }

  get #file(): string {
    return join(this.#around.recordingsFolder, `${this.#recordingName}.wav`);
  }

  async #behave(behaviour: Behaviour): Promise<void> {
    switch (behaviour.kind) {
      case 'answers':
        return this.#answerAndTalk(behaviour);
      case 'echoes':
        await this.#ring(behaviour.ringMs);
        await this.#answer();
        return this.#around.ari.call('continueInDialplan', {
          channelId: this.id,
          context: ECHO_CONTEXT,
          extension: 's',
          priority: 1,
        });
      case 'rings-out':
        return this.#ring(0);
      case 'lost':
        return;
      case 'refuses':
        await this.#rest(behaviour.afterMs);
        return this.hangUp(behaviour.cause);
      default:
        return unreachable(behaviour);
    }
  }

  async #answerAndTalk(behaviour: Answering): Promise<void> {
    const { ringMs, early, says, afterwards, patienceMs, talkMs } = behaviour;
    // Made before it rings: whoever picks up speaks at once.
    await this.#namesOf(says);
    if (early === undefined) await this.#ring(ringMs);
    else await this.#earlyMedia(early, ringMs);
    await this.#answer();
    if (afterwards === 'repeats') this.#onRepeat = () => this.#play(says);
    if (afterwards === 'hangs-up') this.#onRepeat = () => this.hangUp();
    if (afterwards === 'listens') this.#onRepeat = () => this.#sendSilence();
    if (talkMs !== undefined) {
      this.#onHeard = () => this.#leaveAfter(talkMs);
      const channelId = this.id;
      // Before it speaks: a channel that is playing is not listened to before the end of it, and
      // no other request of this connection either.
      await this.#around.ari.call('setVariable', { channelId, variable: 'TALK_DETECT(set)' });
    }
    await (says.length === 0 ? this.#sendSilence() : this.#play(says));
    if (patienceMs === undefined) return;
    await this.#rest(patienceMs);
    if (this.#talks === 0) await this.hangUp();
  }

  async #ring(ms: number): Promise<void> {
    await this.#around.ari.call('ring', { channelId: this.id });
    this.#enter('ringing');
    await this.#rest(ms);
  }

  async #earlyMedia(part: Part, ms: number): Promise<void> {
    await this.#around.ari.call('progress', { channelId: this.id });
    this.#enter('ringing');
    this.#onRepeat = () => this.#play([part]);
    await this.#play([part]);
    await this.#rest(ms);
  }

  async #answer(): Promise<void> {
    const { ari, hearing } = this.#around;
    await ari.call('answer', { channelId: this.id });
    this.#enter('answered');
    if (hearing === 'forgotten') return;
    this.#recording = 'asked';
    const ear = { channelId: this.id, snoopId: earOf(this.id), app: WORLD_APP, appArgs: EAR };
    await ari.call('snoop', { ...ear, spy: 'in', whisper: 'none' });
  }

  async #startRecording(): Promise<void> {
    await this.#around.ari.call('recordChannel', {
      channelId: earOf(this.id),
      name: this.#recordingName,
      format: 'wav',
      ifExists: 'overwrite',
    });
    this.#recording = 'running';
  }

  async #play(parts: readonly Part[]): Promise<void> {
    const media = (await this.#namesOf(parts)).map((name) => `sound:${name}`).join(',');
    await this.#around.ari.call('play', { channelId: this.id, media });
  }

  #namesOf(parts: readonly Part[]): Promise<readonly string[]> {
    return Promise.all(parts.map((part) => this.#around.sounds.nameOf(part)));
  }

  /** A line that sends nothing at all would be taken for a broken one. */
  async #sendSilence(): Promise<void> {
    await this.#around.ari.call('startSilence', { channelId: this.id });
  }

  async #leaveAfter(ms: number): Promise<void> {
    await this.#rest(ms);
    await this.hangUp();
  }

  #enter(phase: 'ringing' | 'answered'): void {
    if (this.#phase === 'ended') return;
    this.#phase = phase;
    this.#changes.tell();
  }

  get #recordingName(): string {
    return `heard-${this.id}`;
  }

  async #rest(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#over.signal });
  }

  /** As `#ask`, where nobody waits who could be told. */
  async #attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await this.#ask(work);
    } catch (problem) {
      // The world itself is being closed, and nobody will be there to answer.
      if (problem instanceof AriFault && problem.kind === 'lost') return;
      this.#around.log.error({ err: problem }, 'a called party has failed');
    }
  }

  /** The other side may hang up at any moment: then nothing more is to be done. */
  async #ask(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (problem) {
      const isGone = problem instanceof AriFault && GONE.includes(problem.status ?? 0);
      if (!isGone && !this.#over.signal.aborted) throw problem;
      this.#around.log.debug({ err: problem, number: this.number }, 'the caller has gone');
    }
  }
}

/** No such channel; one that has left the application, is being hung up, or cannot be asked for. */
const GONE = [404, 409, 412, 422];

export const earOf = (callId: string): string => `ear-${callId}`;
