import { expect, test } from 'vitest';
import { AUTO_ANSWER, plan, record } from '../test-site.ts';
import type { CampaignPlan, DialingMode } from './campaign.ts';
import { DIALING_MODES } from './campaign.ts';
import type { DialingOrder } from './dialing-order.ts';
import {
  dialingOrder,
  isLineFirst,
  isPair,
  isPredicted,
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

// biome-ignore format: a table is read in columns.
test.each<[why: string, of: CampaignPlan, mode: DialingMode, m: number, lines: number, predicted: boolean]>([
  ['progressive does as it is told',           auto,    'progressive',         3,   3,   false],
  ['a preview is for one agent',               plan(),  'progressive',         3,   1,   false],
  ['and less is less',                         plan(),  'progressive',         0.5, 0.5, false],
  ['assured: as many calls as agents',         assured, 'progressive',         3,   1,   false],
  ['assured is never dialed ahead',            assured, 'predictive',          3,   1,   false],
  ['nor with seizing',                         assured, 'predictive-seizing',  3,   1,   false],
  ['seizing knows no preview',                 plan(),  'progressive-seizing', 3,   3,   false],
  ['predictive looks ahead',                   auto,    'predictive',          1,   1,   true],
  ['whatever the multiplier',                  auto,    'predictive',          0.5, 0.5, true],
  ['who previews is not dialed ahead of',      plan(),  'predictive',          3,   1,   false],
  ['with seizing there is nothing to preview', plan(),  'predictive-seizing',  3,   3,   true],
])('%s', (_why, of, mode, multiplier, lines, predicted) => {
  expect(linesPerAgent({ plan: of, mode, multiplier })).toBe(lines);
  expect(isPredicted({ plan: of, mode })).toBe(predicted);
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
