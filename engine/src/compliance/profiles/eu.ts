import { hours, seconds } from '../../basics/time.ts';
import type { AttemptLimit } from '../attempt-limit.ts';
import { BOTHERS } from '../attempt-limit.ts';
import { FRENCH_HOLIDAYS, GERMAN_HOLIDAYS } from '../calendars.ts';
import { onDays, span } from '../hours.ts';
import type { ComplianceProfile, RegionRules } from '../profile.ts';

const FRANCE = {
  title: 'Décret n° 2022-1313',
  url: 'https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000046421823',
};
const GERMANY = {
  title: 'Bundesnetzagentur, practice on unwanted calls',
  url: 'https://www.bundesnetzagentur.de/',
};

const daily: AttemptLimit = {
  id: 'eu-three-a-day',
  max: 3,
  windowMs: hours(24),
  of: 'number',
  across: 'site',
  counted: BOTHERS,
  required: false,
};

const WORKDAYS = [span(8, 20)];

const COUNTRIES: Readonly<Record<string, RegionRules>> = {
  DE: {
    hours: {
      ...onDays(WORKDAYS, WORKDAYS, []),
      holidays: { calendar: GERMAN_HOLIDAYS, spans: [] },
    },
    // More are taken for harassment.
    limits: [{ ...daily, id: 'de-three-a-day', required: true }],
  },
  FR: {
    hours: {
      ...onDays([span(10, 13), span(14, 20)], [], []),
      holidays: { calendar: FRENCH_HOLIDAYS, spans: [] },
    },
    limits: [
      {
        ...daily,
        id: 'fr-four-in-thirty-days',
        max: 4,
        windowMs: hours(30 * 24),
        of: 'person',
        required: true,
      },
    ],
  },
};

/**
 * The Union has no number of its own. A default for its countries: the share and the waits of the
 * stricter laws elsewhere, workdays and Saturdays, and what Germany and France ask besides.
 */
export const EU: ComplianceProfile = {
  id: 'eu',
  name: 'European Union, default',
  from: '2023-03-01',
  version: '2025-11',
  sources: [FRANCE, GERMANY],
  abandonment: { shareMax: 0.03, periodMs: hours(24), connectMsMax: seconds(2) },
  ringMsMin: seconds(15),
  hours: onDays(WORKDAYS, WORKDAYS, []),
  regions: COUNTRIES,
  limits: [daily],
  retentionDays: 365,
};
