import type { AttemptId, ChainId } from '@outpace/engine/basics/ids.ts';
import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import { isOurSide } from '@outpace/engine/dialing/trunks.ts';
import type { Write } from '@outpace/engine/effect.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

type Seen = {
  readonly chainId: ChainId;
  results: number;
  treatments: number;
  /** It may have kept its place, as if it had not been taken: nothing to be treated. */
  mayStay: boolean;
};

/**
 * Every attempt gets exactly one call result, and its chain exactly one treatment before it may
 * be dialed again; none is needed where nobody was dialed at all. Counted from durable writes, so
 * kills in between do not matter.
 */
export class ResultsAndTreatments implements Checker {
  readonly name = 'results-and-treatments';
  readonly #seen = new Map<AttemptId, Seen>();
  readonly #latest = new Map<ChainId, AttemptId>();
  readonly #closedBeforeKill = new Set<AttemptId>();

  see(moment: Moment): readonly string[] {
    switch (moment.type) {
      case 'committed':
        return this.#onCommitted(moment.writes);
      case 'killed':
        for (const [id, seen] of this.#seen) if (seen.results > 0) this.#closedBeforeKill.add(id);
        return FINE;
      case 'rest':
        return this.#atRest(moment);
      case 'step':
      case 'selected':
      case 'on-trunk':
      case 'acknowledged':
      case 'restarted':
      case 'listed':
      case 'sent':
        return FINE;
    }
  }

  #onCommitted(writes: readonly Write[]): readonly string[] {
    // A recall goes on with the chain in hand: the call before it is counted by it, not treated.
    for (const write of writes) if (write.type === 'save-recall') this.#onTreated(write.chainId);
    return writes.flatMap((write) => this.#onWrite(write));
  }

  #onWrite(write: Write): readonly string[] {
    switch (write.type) {
      case 'open-attempt':
        return this.#onOpen(write.attemptId, write.chainId);
      case 'close-attempt':
        return this.#onClose(write.attemptId, write.result);
      case 'save-chain':
        this.#onTreated(write.chainId);
        return FINE;
      case 'release-chains':
        for (const chainId of write.chainIds) this.#onTreated(chainId);
        return FINE;
      default:
        return FINE;
    }
  }

  #onOpen(attemptId: AttemptId, chainId: ChainId): readonly string[] {
    const before = this.#latest.get(chainId);
    this.#latest.set(chainId, attemptId);
    this.#seen.set(attemptId, { chainId, results: 0, treatments: 0, mayStay: false });
    return before === undefined ? FINE : this.#unfinished(before);
  }

  #onClose(attemptId: AttemptId, result: CallResult): readonly string[] {
    const seen = this.#seen.get(attemptId);
    if (seen === undefined) return [`attempt ${attemptId} is closed, but was never opened`];
    // Recovery closes whatever an earlier life may have left; the store keeps the first word.
    if (seen.results === 1 && this.#closedBeforeKill.has(attemptId)) return FINE;
    seen.results += 1;
    seen.mayStay = isOurSide(result);
    return seen.results === 1 ? FINE : [`attempt ${attemptId} gets a second call result`];
  }

  #onTreated(chainId: ChainId): void {
    const latest = this.#latest.get(chainId);
    const seen = latest === undefined ? undefined : this.#seen.get(latest);
    if (seen !== undefined) seen.treatments += 1;
  }

  #atRest({ store }: MomentOf<'rest'>): readonly string[] {
    const problems = [...this.#seen.keys()].flatMap((id) => this.#unfinished(id));
    const open = [...store.openAttempts].map((id) => `attempt ${id} is still open at rest`);
    return [...problems, ...open];
  }

  #unfinished(attemptId: AttemptId): readonly string[] {
    const seen = this.#seen.get(attemptId);
    if (seen === undefined) return FINE;
    const { mayStay, results, treatments } = seen;
    if (results === 1 && (treatments >= 1 || mayStay)) return FINE;
    return [`attempt ${attemptId} has ${results} results and ${treatments} treatments`];
  }
}
