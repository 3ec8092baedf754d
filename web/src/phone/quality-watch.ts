import type { InteractionId } from '@outpace/engine/basics/ids.ts';
import type { CallQuality } from '@outpace/protocol/agent-socket.ts';
import { browserSchedule, type Schedule } from '../live/socket.ts';
import {
  callQuality,
  EMPTY_TALLY,
  type QualityTally,
  type QualityWindow,
  type SoundSample,
  tallied,
  windowOf,
} from './quality.ts';

const BEAT_MS = 2_500;
/** The server is told every ten seconds. */
const BEATS_PER_REPORT = 4;

type Options = {
  /** Undefined while there is no sound to measure. */
  readonly read: () => Promise<SoundSample | undefined>;
  readonly report: (interactionId: InteractionId, quality: CallQuality) => void;
  readonly onChange: () => void;
  readonly schedule?: Schedule;
};

type Measured = {
  readonly interactionId: InteractionId;
  isTalking: boolean;
  tally: QualityTally;
  last: SoundSample | undefined;
  beats: number;
};

/** Measures the sound of one call after another, on one beat. */
export class QualityWatch {
  readonly #options: Options;
  readonly #schedule: Schedule;
  #call: Measured | undefined;
  #window: QualityWindow | undefined;
  #cancelBeat = (): void => undefined;

  constructor(options: Options) {
    this.#options = options;
    this.#schedule = options.schedule ?? browserSchedule;
  }

  /** The last seconds; undefined while nothing is measured. */
  get window(): QualityWindow | undefined {
    return this.#window;
  }

  /**
   * The call to measure, or that there is none any more. While nobody talks, as on hold, the switch
   * may send nothing at all, which says nothing about the line.
   */
  follow(interactionId: InteractionId | undefined, isTalking: boolean): void {
    const call = this.#call;
    if (call !== undefined && call.interactionId === interactionId) {
      return this.#setTalking(call, isTalking);
    }
    if (call !== undefined) void this.#finish(call);
    if (interactionId === undefined || !isTalking) return;
    this.#call = { interactionId, isTalking, tally: EMPTY_TALLY, last: undefined, beats: 0 };
    void this.#beat(this.#call);
  }

  #setTalking(call: Measured, isTalking: boolean): void {
    if (call.isTalking === isTalking) return;
    call.isTalking = isTalking;
    call.last = undefined;
    if (!isTalking) this.#show(undefined);
  }

  async #beat(call: Measured): Promise<void> {
    await this.#measure(call);
    if (this.#call !== call) return;
    call.beats += 1;
    if (call.beats % BEATS_PER_REPORT === 0) this.#report(call);
    this.#cancelBeat = this.#schedule(() => void this.#beat(call), BEAT_MS);
  }

  async #measure(call: Measured): Promise<void> {
    if (!call.isTalking) return;
    const now = await this.#options.read();
    // Meanwhile put on hold: what was read then belongs to no talk.
    if (now === undefined || !call.isTalking) return;
    const window = call.last === undefined ? undefined : windowOf(call.last, now);
    call.last = now;
    if (window === undefined) return;
    call.tally = tallied(call.tally, window);
    if (this.#call === call) this.#show(window);
  }

  async #finish(call: Measured): Promise<void> {
    this.#call = undefined;
    this.#cancelBeat();
    this.#show(undefined);
    // The seconds since the last beat belong to the call as well.
    await this.#measure(call);
    this.#report(call);
  }

  #report({ interactionId, tally }: Measured): void {
    if (tally.overMs > 0) this.#options.report(interactionId, callQuality(tally));
  }

  #show(window: QualityWindow | undefined): void {
    if (window === this.#window) return;
    this.#window = window;
    this.#options.onChange();
  }
}
