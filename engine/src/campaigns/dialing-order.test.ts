import { expect, test } from 'vitest';
import { AUTO_ANSWER, plan, record } from '../test-site.ts';
import type { CampaignPlan, DialingMode } from './campaign.ts';
import { DIALING_MODES } from './campaign.ts';
import type { DialingOrder } from './dialing-order.ts';
import {
  dialingOrder,
  isLineFirst,
  isPair,
  linesPerAgent,
  RUNNABLE_MODES,
} from './dialing-order.ts';

const auto = plan(AUTO_ANSWER);
const assured = plan({ ...AUTO_ANSWER, assured: { of: 'everybody' } });
const some = plan({ ...AUTO_ANSWER, assured: { of: 'field', key: 'vip' } });

// biome-ignore format: a table is read in columns.
test.each<[why: string, of: CampaignPlan, mode: DialingMode, m: number, order: DialingOrder]>([
  ['one line, one agent',                       auto,    'progressive',         1, 'own-agent'],
  ['more lines than agents',                    auto,    'progressive',         2, 'any-agent'],
  ['a previewed record is one agent’s',         plan(),  'predictive',          3, 'own-agent'],
  ['an assured one too',                        assured, 'predictive',          3, 'own-agent'],
  ['of some records it says nothing of others', some,    'predictive',          3, 'any-agent'],
  ['predictive',                                auto,    'predictive',          2, 'any-agent'],
  ['seizing has no preview',                    plan(),  'progressive-seizing', 1, 'seizing'],
  ['seizing, however many lines',               auto,    'predictive-seizing',  3, 'seizing'],
])('%s', (_why, of, mode, multiplier, order) => {
  expect(dialingOrder({ plan: of, mode, multiplier })).toBe(order);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, of: CampaignPlan, mode: DialingMode, vip: string, isFirst: boolean]>([
  ['nobody is assured',             auto,    'progressive',         'yes', false],
  ['everybody is',                  assured, 'predictive',          'no',  true],
  ['this record is',                some,    'progressive',         'yes', true],
  ['this record is not',            some,    'progressive',         'no',  false],
  ['with seizing it is everybody',  auto,    'predictive-seizing',  'no',  true],
])('the agent is on the line first: %s', (_why, of, mode, vip, isFirst) => {
  expect(isLineFirst({ plan: of, mode }, record(1, { fields: { vip } }))).toBe(isFirst);
});

const past = (liveAnswers: number, abandoned: number) => ({ liveAnswers, abandoned });

// biome-ignore format: a table is read in columns.
test.each<[why: string, of: CampaignPlan, mode: DialingMode, m: number, liveAnswers: number, abandoned: number, lines: number]>([
  ['progressive does as it is told',         auto,    'progressive',        3,   0, 0, 3],
  ['a preview is for one agent',             plan(),  'progressive',        3,   0, 0, 1],
  ['and less is less',                       plan(),  'progressive',        0.5, 0, 0, 0.5],
  ['assured: as many calls as agents',       assured, 'progressive',        3, 500, 0, 1],
  ['assured and seizing as well',            assured, 'predictive-seizing', 3, 500, 0, 1],
  ['seizing knows no preview',               plan(),  'progressive-seizing', 3,  0, 0, 3],
  ['predictive begins like progressive',     auto,    'predictive',         3,   0, 0, 1],
  ['until one in 33 would be within 3 %',    auto,    'predictive',         3,  32, 0, 1],
  ['then it dials ahead',                    auto,    'predictive',         3,  33, 0, 3],
  ['but not over the limit',                 auto,    'predictive',         3,  65, 1, 1],
  ['a cautious predictive stays cautious',   auto,    'predictive',         0.5, 0, 0, 0.5],
  ['with seizing it is the same',            auto,    'predictive-seizing', 3,   0, 0, 1],
])('%s', (_why, of, mode, multiplier, liveAnswers, abandoned, lines) => {
  expect(linesPerAgent({ plan: of, mode, multiplier }, past(liveAnswers, abandoned))).toBe(lines);
});

test('each runnable mode has one to be exchanged with, and is its own', () => {
  const pairs = RUNNABLE_MODES.map((mode) => DIALING_MODES.filter((other) => isPair(mode, other)));
  expect(pairs).toEqual([
    ['predictive', 'progressive'],
    ['predictive', 'progressive'],
    ['progressive-seizing', 'predictive-seizing'],
    ['progressive-seizing', 'predictive-seizing'],
  ]);
});
