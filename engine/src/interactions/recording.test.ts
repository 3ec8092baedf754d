import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RecordingScope } from '../campaigns/voice.ts';
import { RECORDING_SCOPES } from '../campaigns/voice.ts';
import { START, VOICE } from '../test-site.ts';
import type { Recording } from './recording.ts';
import {
  failedRecording,
  foundRecording,
  isChosen,
  NOT_RECORDED,
  ordered,
  orderProblem,
  RECORDING_ORDERS,
} from './recording.ts';

const planned = (of: RecordingScope, share = 0) => ({ ...VOICE.recording, of, share });
const kept = (of: RecordingScope, share: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, nth) => nth).filter((nth) => isChosen(planned(of, share), nth));

// biome-ignore format: a table is read in columns.
test.each<[why: string, of: RecordingScope, share: number, kept: readonly number[]]>([
  ['all of them',                'all',       0,    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  ['none',                       'none',      1,    []],
  ['none until the agent says',  'on-demand', 1,    []],
  ['a share of nothing',         'share',     0,    []],
  ['every one',                  'share',     1,    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  ['every second',               'share',     0.5,  [1, 3, 5, 7, 9]],
  ['every tenth',                'share',     0.1,  [9]],
  ['three of ten, spread',       'share',     0.3,  [3, 6, 9]],
])('%s', (_why, of, share, nths) => {
  expect(kept(of, share, 10)).toEqual(nths);
});

test('however many there were, a share of them is kept, to the nearest below', () => {
  const share = fc.integer({ min: 0, max: 1_000 }).map((permille) => permille / 1_000);
  fc.assert(
    fc.property(share, fc.nat({ max: 400 }), (part, count) => {
      const exact = Math.round(count * part * 1_000) / 1_000;
      return kept('share', part, count).length === Math.floor(exact);
    }),
  );
});

const on = { state: 'on', why: 'agent', since: START } as const;
const paused = { ...on, state: 'paused' } as const;
const required = { ...on, why: 'campaign' } as const;
const failed = { state: 'failed' } as const;
const OK = undefined;

// Columns: start, pause, resume, stop.
// biome-ignore format: a table is read in columns.
test.each<[why: string, recording: Recording, problems: readonly (string | undefined)[]]>([
  ['not recorded',     NOT_RECORDED, [OK, 'RECORDING_OFF', 'RECORDING_OFF', 'RECORDING_OFF']],
  ['recorded',         on,           ['RECORDING_ON', OK, 'RECORDING_ON', OK]],
  ['paused',           paused,       ['RECORDING_ON', 'RECORDING_OFF', OK, OK]],
  ['wanted by the campaign', required, ['RECORDING_ON', OK, 'RECORDING_ON', 'RECORDING_REQUIRED']],
  ['wanted, and paused', { ...required, state: 'paused' },
    ['RECORDING_ON', 'RECORDING_OFF', OK, 'RECORDING_REQUIRED']],
  ['the switch could not', failed,   [OK, 'RECORDING_OFF', 'RECORDING_OFF', 'RECORDING_OFF']],
])('%s', (_why, recording, problems) => {
  const asked = (of: RecordingScope) =>
    RECORDING_ORDERS.map((order) => orderProblem(planned(of), recording, order));
  expect(asked('on-demand')).toEqual(problems);
  expect(asked('none')).toEqual(RECORDING_ORDERS.map(() => 'RECORDING_NOT_ALLOWED'));
});

test('an order that has no problem leads on, and who wanted it stays known', () => {
  const orders = fc.array(fc.constantFrom(...RECORDING_ORDERS), { maxLength: 12 });
  const begin = fc.constantFrom<Recording>(NOT_RECORDED, required, failed);
  fc.assert(
    fc.property(orders, begin, fc.constantFrom(...RECORDING_SCOPES), (list, from, of) => {
      let recording = from;
      for (const order of list) {
        if (orderProblem(planned(of), recording, order) !== undefined) continue;
        const next = ordered(recording, order, START);
        if (orderProblem(planned(of), next, order) === undefined) return false;
        recording = next;
      }
      // What the campaign wanted is never off.
      return from !== required || recording.state !== 'off';
    }),
  );
});

test('each order makes its state', () => {
  expect([
    ordered(NOT_RECORDED, 'start', START),
    ordered(required, 'pause', START),
    ordered(paused, 'resume', START),
    ordered(on, 'stop', START),
  ]).toEqual([on, { ...required, state: 'paused' }, on, NOT_RECORDED]);
});

test('what runs on the switch after a restart is the campaign’s, unless it asks the agent', () => {
  expect([
    foundRecording(planned('all'), 'on', START),
    foundRecording(planned('on-demand'), 'on', START),
    foundRecording(planned('on-demand'), 'paused', START),
  ]).toEqual([required, on, paused]);
});

test('only a recording that is meant to run can fail', () => {
  expect([on, paused, NOT_RECORDED, failed].map(failedRecording)).toEqual([
    failed,
    failed,
    NOT_RECORDED,
    failed,
  ]);
});
