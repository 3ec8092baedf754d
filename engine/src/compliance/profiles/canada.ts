import { hours, seconds } from '../../basics/time.ts';
import { onDays, span } from '../hours.ts';
import type { ComplianceProfile } from '../profile.ts';

/**
 * The law counts by calendar month: over 31 days that move with the clock no month can be worse
 * for longer than such days.
 */
export const CANADA: ComplianceProfile = {
  id: 'canada',
  name: 'Canada',
  from: '2008-09-30',
  version: '2025-11',
  sources: [
    {
      title: 'CRTC Unsolicited Telecommunications Rules',
      url: 'https://crtc.gc.ca/eng/trules-reglest.htm',
    },
  ],
  abandonment: { shareMax: 0.05, periodMs: hours(31 * 24), connectMsMax: seconds(2) },
  ringMsMin: seconds(15),
  hours: onDays([span(9, 21.5)], [span(10, 18)], [span(10, 18)]),
  regions: {},
  limits: [],
  retentionDays: 1_095,
};
