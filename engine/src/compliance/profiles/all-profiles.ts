import { must } from '../../basics/assert.ts';
import type { Instant } from '../../basics/time.ts';
import type { ComplianceProfile, ProfileId } from '../profile.ts';
import { CANADA } from './canada.ts';
import { EU } from './eu.ts';
import { UK, UK_BEFORE_2017 } from './uk.ts';
import { US, US_BEFORE_2024, US_DEBT_COLLECTION } from './us.ts';

/** Of one id the newest first. */
export const PROFILES: readonly ComplianceProfile[] = [
  US,
  US_BEFORE_2024,
  US_DEBT_COLLECTION,
  UK,
  UK_BEFORE_2017,
  CANADA,
  EU,
];

/** What the law asks at this moment; before the oldest that is known, the oldest. */
export function profileAt(id: ProfileId, at: Instant): ComplianceProfile {
  const known = PROFILES.filter((profile) => profile.id === id);
  const inForce = known.find(({ from }) => Date.parse(from) <= at);
  return must(inForce ?? known.at(-1), `a profile ${id}`);
}
