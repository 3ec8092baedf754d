import { expect, test } from 'vitest';
import { callingListId } from '../basics/ids.ts';
import { millis, seconds } from '../basics/time.ts';
import { AUTO_ANSWER, LIMITS, LIST, plan, START, VOICE } from '../test-site.ts';
import type { CampaignPlan } from './campaign.ts';
import {
  attemptsMaxOf,
  DIALING_MODES,
  detection,
  hasPreview,
  isOneToOne,
  planProblem,
} from './campaign.ts';
import type { CpdProfile, CpdTime } from './voice.ts';

test('dialing modes are numbered 0 to 11', () => {
  expect(Object.entries(DIALING_MODES)).toEqual([
    ['0', 'no-dial-mode'],
    ['1', 'predictive'],
    ['2', 'progressive'],
    ['3', 'preview'],
    ['4', 'progressive-seizing'],
    ['5', 'predictive-seizing'],
    ['6', 'power'],
    ['7', 'power-seizing'],
    ['8', 'push-preview'],
    ['9', 'progressive-ivr'],
    ['10', 'predictive-ivr'],
    ['11', 'power-ivr'],
  ]);
});

test('the limit of attempts is the list’s; a list that the campaign lost has none left', () => {
  expect([attemptsMaxOf(plan(), LIST), attemptsMaxOf(plan(), callingListId('gone'))]).toEqual([
    5, 0,
  ]);
});

const auto = plan(AUTO_ANSWER);
const timed = plan({
  delivery: { kind: 'auto-answer-with-preview', offerMs: seconds(5), rejectAllowed: false },
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, plan: CampaignPlan, multiplier: number, facts: [boolean, boolean]]>([
  ['a record to accept is one agent’s',             plan(), 1,   [true, true]],
  ['whatever the multiplier',                       plan(), 3,   [true, true]],
  ['also when the call starts by itself',           timed,  3,   [true, true]],
  ['without preview one line per agent is his own', auto,   1,   [false, true]],
  ['and half a line too',                           auto,   0.5, [false, true]],
  ['above one line per agent nobody is promised',   auto,   1.1, [false, false]],
])('%s', (_why, of, multiplier, [preview, oneToOne]) => {
  expect([hasPreview(of), isOneToOne(of, multiplier)]).toEqual([preview, oneToOne]);
});

const resting = [{ listId: LIST, name: 'List', weight: 0, attemptsMax: 5 }];
const US = { profile: 'us', hours: [], closedDates: [], limits: [], without: [] } as const;
const LOOSE = { ...LIMITS, abandonShareMax: 0.05 };
const outcomes = plan().outcomes;

// biome-ignore format: a table is read in columns.
test.each<[why: string, changed: Partial<CampaignPlan>, problem: string | undefined]>([
  ['a plan as it should be',     {},                    undefined],
  ['no list at all',             { lists: [] },         'the campaign has no active list'],
  ['every list rests',           { lists: resting },    'the campaign has no active list'],
  ['a tenth of a line is least', { multiplier: 0.1 },   undefined],
  ['ten lines are most',         { multiplier: 10 },    undefined],
  ['less is refused',            { multiplier: 0.09 },  'the multiplier is not 0.1 to 10'],
  ['more is refused',            { multiplier: 10.1 },  'the multiplier is not 0.1 to 10'],
  ['15 s of ringing are enough', { limits: { ...LIMITS, ringMs: seconds(15) } }, undefined],
  ['14 s of ringing are not',    { limits: { ...LIMITS, ringMs: seconds(14) } },
    'ringing must last at least 15 seconds'],
  ['as strict as its law',       { rules: US }, undefined],
  ['looser than its law',        { rules: US, limits: LOOSE },
    'looser than its law: a share of 0.05 abandoned, the law allows 0.03'],
  ['looser, and somebody has said why', { rules: { ...US, loosened: { reason: 'consent' } }, limits: LOOSE }, undefined],
  ['nothing need be preselected', { outcomes: { ...outcomes, preselected: undefined } }, undefined],
  ['what is preselected must be there', { outcomes: { ...outcomes, preselected: 'busy' } },
    'the preselected call result is not among the call results'],
])('%s', (_why, changed, problem) => {
  expect(planProblem(plan(changed), START)).toBe(problem);
});

const listens = (when: CpdTime, verdictMs: number) =>
  plan({
    limits: { ...LIMITS, verdictMs: millis(verdictMs) },
    voice: { ...VOICE, cpd: { ...VOICE.cpd, when, profile: 'quick' } },
  });

// biome-ignore format: a table is read in columns.
test.each<[why: string, plan: CampaignPlan, profile: CpdProfile | undefined]>([
  ['before the agent, while there is time for it', listens('before', 3_000), 'quick'],
  ['not where nobody is kept waiting',             listens('before', 0),     undefined],
  ['beside the call it takes nobody’s time',       listens('beside', 0),     'quick'],
  ['not at all',                                   listens('off', 3_000),    undefined],
])('%s', (_why, of, profile) => {
  expect(detection(of)).toBe(profile);
});
