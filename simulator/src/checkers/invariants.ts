import { violations } from '@outpace/engine/invariants.ts';
import { type Checker, FINE, type Moment } from './checker.ts';

/** The engine's own account of what holds after every step. */
export class Invariants implements Checker {
  readonly name = 'invariants';

  see(moment: Moment): readonly string[] {
    return moment.type === 'step' ? violations(moment.state) : FINE;
  }
}
