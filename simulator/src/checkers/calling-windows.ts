import { isOpen } from '@outpace/engine/calling-lists/calling-window.ts';
import { type Checker, FINE, type Moment } from './checker.ts';
import { dialsOf } from './dials.ts';

/** No dial is decided outside the window of its record. */
export class CallingWindows implements Checker {
  readonly name = 'calling-windows';

  see(moment: Moment): readonly string[] {
    if (moment.type !== 'step') return FINE;
    return dialsOf(moment)
      .filter(({ record }) => !isOpen(record, moment.at))
      .map(({ order, record }) => `attempt ${order.attemptId} at a closed hour of ${record.zone}`);
  }
}
