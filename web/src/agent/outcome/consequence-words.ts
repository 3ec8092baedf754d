import type { Consequence } from '@outpace/engine/views/agent-view.ts';
import { formatPhone } from '../../ui/phone-text.ts';
import { formatMoment, isElsewhere } from '../../ui/time-text.ts';

/** A moment in the contact's time first, the reader's own behind it where clocks differ. */
export function theirTime(at: number, now: number, zone: string): string {
  const theirs = `${formatMoment(at, now, zone)} their time`;
  return isElsewhere(at, zone) ? `${theirs} (${formatMoment(at, now)} yours)` : theirs;
}

/** What Mark done will do to this record, in words that follow "On Mark done:". */
export function consequenceWords(consequence: Consequence, now: number): string {
  switch (consequence.type) {
    case 'redial': {
      const { dueAt, phone, zone } = consequence;
      return `called again ${theirTime(dueAt, now, zone)}, at ${formatPhone(phone)}.`;
    }
    case 'next-in-chain': {
      const { dueAt, phone, zone } = consequence;
      const when = dueAt === undefined ? '' : ` ${theirTime(dueAt, now, zone)}`;
      return `the next number of this person is called${when}, ${formatPhone(phone)}.`;
    }
    case 'callback': {
      const { dueAt, phone, zone, kind } = consequence;
      const who = kind === 'personal' ? 'you call back' : 'the campaign calls back';
      return `${who} ${theirTime(dueAt, now, zone)}, at ${formatPhone(phone)}.`;
    }
    case 'delegated': {
      const back = theirTime(consequence.dueAt, now, consequence.zone);
      return `handed to another system, until ${back} at the latest.`;
    }
    case 'closed':
      return 'closed, no further calls.';
    case 'blocked-number':
      return `${formatPhone(consequence.phone)} is never called again.`;
    case 'blocked-person':
      return consequence.numbers === 1
        ? 'this person is never called again.'
        : `this person is never called again, on any of ${consequence.numbers} numbers.`;
  }
}
