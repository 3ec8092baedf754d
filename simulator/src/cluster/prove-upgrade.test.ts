import { interactionId, recordId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { NO_DAMAGE } from '../crash/killed-server.ts';
import { brokenIn, figuresOf, wantedOf } from './prove-upgrade.ts';
import type { InHand, UpgradeReport } from './upgrade-trial.ts';

const talk: InHand = {
  ...{ id: interactionId('i-1'), phase: 'connected', phone: '+12125550142', contactName: 'Nora' },
  ...{ recordId: recordId('7'), attempt: 1, note: 'said', openedAt: instant(1) },
  ...{ connectedAt: instant(2), endedAt: undefined, wrapUpUntil: undefined },
};

const report: UpgradeReport = {
  before: new Map([['ann', talk]]),
  after: new Map([['ann', { ...talk }]]),
  written: { note: 'so far', closedBy: 'recovery', kept: 'so far' },
  ...{ blindMs: [2_310], pauseMs: 2_700, dialsBefore: 19, dialsAfter: 12 },
  ...{ dialedTwice: [], late: [], damage: NO_DAMAGE, faults: [] },
};

test('it is proved when everybody has what they had, and it is dialed as before', () => {
  expect(brokenIn(report)).toEqual([]);
  expect(figuresOf(report).join('\n')).toContain('without the server for 2.3 s');
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, change: Partial<UpgradeReport>, broken: string]>([
  ['a call is gone',               { after: new Map() },                              'ann had'],
  ['a draft is gone',              { after: new Map([['ann', { ...talk, note: '' }]]) }, 'ann had'],
  ['a timer began anew',           { after: new Map([['ann', { ...talk, connectedAt: instant(9) }]]) }, 'ann had'],
  ['after-call work is lost',      { written: { ...report.written, kept: '' } },      'the note'],
  ['dialing has stopped',          { dialsAfter: 0 },                                 'nobody was dialed'],
  ['somebody was dialed twice',    { dialedTwice: ['+12125550142'] },                 'dialed twice'],
  ['an attempt was left open',     { damage: { ...NO_DAMAGE, open: ['a-1'] } },       'a-1'],
  ['the node ended by a fault',    { faults: ['it ended with 70'] },                  'ended with 70'],
])('%s', (_why, change, broken) => {
  expect(brokenIn({ ...report, ...change })).toEqual([expect.stringContaining(broken)]);
});

test('the words of the command', () => {
  expect([wantedOf([]), wantedOf(['--without', 'legs'])]).toEqual([{}, { without: 'legs' }]);
  expect(wantedOf(['--without', 'hope'])).toBeUndefined();
});
