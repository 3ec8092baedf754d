import type { Instant } from '@outpace/engine/basics/time.ts';
import type { CallingRecord } from '@outpace/engine/calling-lists/record.ts';
import { type Checker, FINE, type Moment } from './checker.ts';
import { dialsOf } from './dials.ts';

/**
 * No dial is decided outside the window of its record. What the clock on the wall shows there is
 * asked of the calendar each time, not of the engine's own reckoning.
 */
export class CallingWindows implements Checker {
  readonly name = 'calling-windows';

  see(moment: Moment): readonly string[] {
    if (moment.type !== 'step') return FINE;
    return dialsOf(moment)
      .filter(({ record }) => !isWithin(record, moment.at))
      .map(({ order, record }) => `attempt ${order.attemptId} at a closed hour of ${record.zone}`);
  }
}

function isWithin({ zone, dailyFrom, dailyTill }: CallingRecord, at: Instant): boolean {
  const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const time = there.hour * 3_600 + there.minute * 60 + there.second;
  const isBegun = time >= dailyFrom;
  const isEnded = time >= dailyTill;
  return dailyFrom <= dailyTill ? isBegun && !isEnded : isBegun || !isEnded;
}
