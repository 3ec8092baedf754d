import type { AssuredBody } from '@outpace/protocol/campaigns.ts';

export const NOBODY_ASSURED: AssuredBody = { of: 'nobody' };

/** A choice as it begins; which field it is comes after. */
export const assuredOf = (of: AssuredBody['of']): AssuredBody =>
  of === 'field' ? { of, key: 'assured' } : { of };
