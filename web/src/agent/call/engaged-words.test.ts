import { instant } from '@outpace/engine/basics/time.ts';
import type { EngagingView } from '@outpace/engine/views/interaction-view.ts';
import { expect, test } from 'vitest';
import { engagedWords } from './engaged-words.ts';

const up = { isAssured: true, upAt: instant(1), call: 'none', until: undefined } as const;
const tries = '+1 212 555 0142, attempt 2 of 5';

// biome-ignore format: a table is read in columns.
test.each<[why: string, engaging: EngagingView | undefined, waits: string, dials: string | undefined]>([
  ['an assured record while the phone rings', { ...up, upAt: undefined },   'Your phone is being called',        `then ${tries}`],
  ['on the line, and not yet dialed',         up,                           'Engaged, waiting for the contact',  `next ${tries}`],
  ['dialing',                                 { ...up, call: 'dialing' },   'Engaged, waiting for the contact',  `dialing ${tries}`],
  ['ringing',                                 { ...up, call: 'ringing' },   'Engaged, waiting for the contact',  `ringing at ${tries}`],
  ['with seizing nobody is named',            { ...up, isAssured: false },  'Engaged, waiting for a contact',    undefined],
  ['nor while the phone rings',               { ...up, isAssured: false, upAt: undefined }, 'Your phone is being called', undefined],
  ['a conversation is something else',        undefined,                    '',                                  undefined],
])('%s', (_why, engaging, waits, dials) => {
  const record = { phone: '+12125550142', attempt: 2, attemptsMax: 5 };
  expect(engagedWords({ engaging, ...record })).toEqual({ waits, dials });
});
