import { must } from '@outpace/engine/basics/assert.ts';
import { hours, instant } from '@outpace/engine/basics/time.ts';
import type { CampaignRules } from '@outpace/engine/compliance/campaign-rules.ts';
import type { HolidayCalendar } from '@outpace/engine/compliance/holidays.ts';
import { everyDay } from '@outpace/engine/compliance/hours.ts';
import { expect, test } from 'vitest';
import { Rules } from './rules.ts';
import { openedIn, Scene } from './scene.ts';

const US: CampaignRules = { profile: 'us', hours: [], closedDates: [], limits: [], without: [] };
const once = (of: 'number' | 'person'): CampaignRules => ({
  ...US,
  limits: [
    {
      id: 'once',
      max: 1,
      windowMs: hours(24),
      of,
      across: 'site',
      counted: ['busy'],
      required: true,
    },
  ],
});

/** A Monday, noon in London: the scene's records may be called from 8 to 18, UTC. */
function dialed(rules: CampaignRules | undefined) {
  const scene = new Scene([new Rules()], rules === undefined ? {} : { rules });
  const moment = scene.dial();
  return { scene, moment };
}

test('a dial that keeps to its rules is fine, and so is one without a law', () => {
  for (const rules of [US, undefined, once('number')]) {
    expect(dialed(rules).scene.broken).toEqual([]);
  }
});

test('a dial at an hour that the law leaves out is found', () => {
  const { scene, moment } = dialed(US);
  scene.show({ ...moment, at: instant(Date.UTC(2026, 10, 23, 6)) });
  expect(scene.broken).toEqual([expect.stringContaining('at a closed hour in UTC')]);
});

test('so is one on a date that the campaign leaves out', () => {
  const { scene, moment } = dialed({ ...US, closedDates: ['2026-11-24'] });
  scene.show({ ...moment, at: instant(Date.UTC(2026, 10, 24, 12)) });
  expect(scene.broken).toEqual([expect.stringContaining('at a closed hour in UTC')]);
});

test.each(['number', 'person'] as const)('one too many for a %s is found', (of) => {
  const { scene, moment } = dialed(once(of));
  scene.show(moment);
  expect(scene.broken).toEqual([expect.stringContaining('after 1 of 1 for once')]);
});

test('what was not written before a crash was never made', () => {
  const { scene, moment } = dialed(once('number'));
  const { attemptId } = openedIn(moment);
  const event = { type: 'write-failed', attemptIds: [attemptId], at: scene.at } as const;
  scene.show({ ...moment, event, effects: [] });
  scene.show(moment);
  expect(scene.broken).toEqual([]);
});

test('a dial that was not asked a rule, or was told no, is found', () => {
  const { scene, moment } = dialed(US);
  const order = openedIn(moment);
  const said = (answers: typeof order.answers) =>
    scene.show({ ...moment, effects: [{ ...order, answers }] });
  said(order.answers.filter(({ rule }) => rule !== 'us-hours'));
  said(order.answers.map((each) => ({ ...each, answer: 'refused' as const })).slice(0, 5));
  expect(scene.broken).toContainEqual(expect.stringContaining('was not asked us-hours'));
  expect(scene.broken).toContainEqual(expect.stringContaining('against suppression'));
});

test('so is one on a holiday of a calendar that the campaign keeps', () => {
  const { scene, moment } = dialed({ ...US, profile: 'eu', calendars: ['german'] });
  scene.show({ ...moment, at: instant(Date.UTC(2026, 11, 24, 12)) });
  expect(scene.broken).toEqual([]);
  scene.show({ ...moment, at: instant(Date.UTC(2026, 11, 25, 12)) });
  expect(scene.broken).toEqual([expect.stringContaining('at a closed hour in UTC')]);
});

/** Closed on the days of this calendar, and open around the clock on all others. */
const keeping = (rule: HolidayCalendar['rules'][number]): CampaignRules => {
  const calendar = { id: `of ${rule.name}`, source: { title: '', url: '' }, rules: [rule] };
  const hours = { ...everyDay(0, 24), holidays: { calendar, spans: [] } };
  return { ...US, profile: 'eu', hours: [{ hours }] };
};
const newYear = { name: 'New Year', on: 'date', month: 1, day: 1 } as const;

test.each<[what: string, rule: HolidayCalendar['rules'][number], closed: string, open: string]>([
  ['a date', newYear, '2027-01-01', '2027-01-02'],
  [
    'one on a Saturday, kept on the Friday before',
    { ...newYear, month: 12, day: 26, observed: 'nearest-weekday' },
    '2026-12-25',
    '2026-12-28',
  ],
  [
    'one on a Sunday, kept on the Monday',
    { ...newYear, month: 11, day: 15, observed: 'nearest-weekday' },
    '2026-11-16',
    '2026-11-14',
  ],
  [
    'one on a Saturday, kept on the Monday after',
    { ...newYear, month: 12, day: 26, observed: 'next-monday' },
    '2026-12-28',
    '2026-12-25',
  ],
  [
    'the fourth Thursday',
    { name: 'Thanksgiving', on: 'weekday', month: 11, weekday: 4, n: 4 },
    '2026-11-26',
    '2026-11-19',
  ],
  [
    'the last Monday',
    { name: 'Memorial Day', on: 'weekday', month: 5, weekday: 1, n: -1 },
    '2026-05-25',
    '2026-05-18',
  ],
  ['Good Friday', { name: 'Good Friday', on: 'easter', days: -2 }, '2026-04-03', '2026-04-02'],
])('a dial on a holiday is found: %s', (_what, rule, closed, open) => {
  const rules = keeping(rule);
  const { scene, moment } = dialed({ ...rules, hours: [] });
  const session = must(moment.state.sessions.get(scene.plan.groupId), 'the session');
  const plan = { ...session.plan, rules };
  moment.state.sessions.set(session.groupId, { ...session, plan });
  const said = (day: string) =>
    new Rules()
      .see({ ...moment, at: instant(Date.parse(`${day}T12:00Z`)) })
      .filter((text) => text.includes('at a closed hour'));
  expect([said(closed).length, said(open).length]).toEqual([1, 0]);
});
