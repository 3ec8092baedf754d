import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import { millis } from '@outpace/engine/basics/time.ts';
import type { SurvivingLeg } from '@outpace/engine/dialing/surviving-leg.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';
import type { ActionOf, Switch } from '@outpace/server/ports.ts';

export type QuickPeople = {
  /** Told with every originate, before anything rings. */
  readonly onDial: (attemptId: AttemptId) => void;
  /** From the order to ringing, ms; twice as long from there to the answer. */
  readonly stepMs: number;
  /** From the bridge until they hang up, ms; undefined: they stay until the agent ends the call. */
  readonly talkMs: number | undefined;
};

/**
 * A carrier on which everybody answers at once, for tests of what is around the calls. Legs die
 * with the process.
 */
export class QuickCarrier implements Switch {
  readonly #legs = new Map<AttemptId, NodeJS.Timeout>();
  readonly #people: QuickPeople;
  #listener: (event: SwitchEvent) => void = () => {};

  constructor(people: QuickPeople) {
    this.#people = people;
  }

  onEvent(listener: (event: SwitchEvent) => void): void {
    this.#listener = listener;
  }

  originate({ attemptId }: ActionOf<'originate'>): void {
    const { onDial, stepMs } = this.#people;
    onDial(attemptId);
    this.#later(attemptId, stepMs, () => {
      this.#listener({ type: 'call-ringing', attemptId });
      this.#later(attemptId, 2 * stepMs, () => {
        this.#listener({ type: 'call-answered', attemptId });
        const finding = { verdict: 'person', cause: 'quick', afterMs: millis(0) } as const;
        this.#listener({ type: 'call-progress', attemptId, ...finding });
      });
    });
  }

  bridge({ attemptId }: ActionOf<'bridge'>): void {
    const { talkMs } = this.#people;
    if (talkMs !== undefined) this.#later(attemptId, talkMs, () => this.#over(attemptId));
  }

  hangUp({ attemptId }: ActionOf<'hang-up'>): void {
    if (this.#legs.has(attemptId)) this.#over(attemptId);
  }

  playAndRelease({ attemptId }: ActionOf<'play-and-release'>): void {
    this.#over(attemptId);
  }

  mute(): void {}
  hold(): void {}
  sendDigits(): void {}
  record(): void {}
  handOn(): void {}

  /** Every phone can be called, and every leg comes up. */
  setAgentPhone({ agentId }: ActionOf<'set-agent-phone'>): void {
    this.#tell({ type: 'phone-reachable', agentId, reachable: true });
  }

  raiseAgent({ agentId }: ActionOf<'raise-agent'>): void {
    this.#tell({ type: 'agent-leg', agentId, leg: 'up' });
  }

  dropAgent(): void {}
  consult(): void {}
  talkWith(): void {}
  completeTransfer(): void {}
  endConsultation(): void {}
  transfer(): void {}
  conference(): void {}
  joinAgents(): void {}
  partAgents(): void {}
  supervise(): void {}
  onEnd(): void {}

  survey(): Promise<readonly SurvivingLeg[]> {
    return Promise.resolve([]);
  }

  close(): Promise<void> {
    for (const timer of this.#legs.values()) clearTimeout(timer);
    this.#legs.clear();
    return Promise.resolve();
  }

  /** Later, never within the order. */
  #tell(event: SwitchEvent): void {
    setTimeout(() => this.#listener(event), this.#people.stepMs);
  }

  #over(attemptId: AttemptId): void {
    clearTimeout(this.#legs.get(attemptId));
    this.#legs.delete(attemptId);
    this.#listener({ type: 'call-ended', attemptId, result: 'answer' });
  }

  #later(attemptId: AttemptId, waitMs: number, run: () => void): void {
    clearTimeout(this.#legs.get(attemptId));
    this.#legs.set(attemptId, setTimeout(run, waitMs));
  }
}
