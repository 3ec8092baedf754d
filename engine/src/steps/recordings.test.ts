import { expect, test } from 'vitest';
import { attemptId, interactionId } from '../basics/ids.ts';
import { millis, seconds } from '../basics/time.ts';
import type { RecordingScope } from '../campaigns/voice.ts';
import type { Effect } from '../effect.ts';
import type { RecordingOrder } from '../interactions/recording.ts';
import { ANN, answers, BEN, CAT, chains, TestSite, VOICE } from '../test-site.ts';
import { interactionView } from '../views/interaction-view.ts';

function talking(of: RecordingScope, share = 0): TestSite {
  const recording = { of, share, announcement: 'beep' } as const;
  const site = TestSite.running({ plan: { voice: { ...VOICE, recording } } });
  site.ready(ANN);
  site.talk(ANN);
  return site;
}
const ask = (site: TestSite, what: RecordingOrder): readonly Effect[] =>
  site.ask(ANN, { type: 'record', interactionId: site.interaction(ANN).id, what });
const orders = (effects: readonly Effect[]): readonly Effect[] =>
  effects.filter(({ type }) => type === 'record');

test('what the campaign wants recorded is recorded from the bridge on', () => {
  const recording = { of: 'all', share: 0, announcement: 'message' } as const;
  const site = TestSite.running({ plan: { voice: { ...VOICE, recording } } });
  site.ready(ANN);
  site.accept(ANN);
  site.answer(site.attempt(1));
  const effects = site.verdict(site.attempt(1));
  const { id, attemptId } = site.interaction(ANN);
  expect(effects.map(({ type }) => type).slice(0, 3)).toEqual([
    'connect-interaction',
    'bridge',
    'record',
  ]);
  expect(orders(effects)).toEqual([
    { type: 'record', attemptId, interactionId: id, what: 'start', announcement: 'message' },
  ]);
  expect(site.interaction(ANN).recording).toEqual({ state: 'on', why: 'campaign', since: site.at });
});

test('a share is spread evenly over the conversations of the group', () => {
  const recording = { of: 'share', share: 0.5, announcement: 'none' } as const;
  const agents = [ANN, BEN, CAT];
  const site = TestSite.running({
    plan: { voice: { ...VOICE, recording } },
    agents,
    chains: chains(4),
  });
  for (const id of agents) site.ready(id);
  for (const id of agents) site.talk(id);
  const states = () => agents.map((id) => site.interaction(id).recording.state);
  expect(states()).toEqual(['off', 'on', 'off']);
  site.endCall(ANN);
  site.markDone(ANN);
  site.talk(ANN);
  expect(states()).toEqual(['on', 'on', 'off']);
});

type Said = readonly [order: RecordingOrder, answer: string][];

// The view has said each time what the answer would be.
// biome-ignore format: a table is read in columns.
test.each<[why: string, of: RecordingScope, said: Said, recording: string]>([
  ['on demand, from beginning to end', 'on-demand',
    [['start', 'ok'], ['pause', 'ok'], ['resume', 'ok'], ['stop', 'ok']], 'off'],
  ['twice the same',                   'on-demand',
    [['start', 'ok'], ['start', 'RECORDING_ON'], ['pause', 'ok'], ['pause', 'RECORDING_OFF']], 'paused'],
  ['nothing to pause or to stop',      'on-demand',
    [['pause', 'RECORDING_OFF'], ['resume', 'RECORDING_OFF'], ['stop', 'RECORDING_OFF']], 'off'],
  ['what the campaign wants is paused at most', 'all',
    [['start', 'RECORDING_ON'], ['stop', 'RECORDING_REQUIRED'], ['pause', 'ok'], ['stop', 'RECORDING_REQUIRED']], 'paused'],
  ['what it does not want is not made', 'none',
    [['start', 'RECORDING_NOT_ALLOWED'], ['stop', 'RECORDING_NOT_ALLOWED']], 'off'],
])('%s', (_why, of, said, recording) => {
  const site = talking(of);
  for (const [order, answer] of said) {
    const { actions, recording: now } = interactionView(site.state, site.interaction(ANN).id);
    const effects = ask(site, order);
    expect([order, answers(effects)]).toEqual([order, [answer]]);
    expect(orders(effects)).toHaveLength(answer === 'ok' ? 1 : 0);
    // The pause button resumes what is paused: then the view speaks of that.
    const isSameButton = order !== 'pause' || now.state !== 'paused';
    const button = `${order === 'resume' ? 'pause' : order}-recording` as 'stop-recording';
    const shown = actions[button] === 'allowed' ? 'ok' : actions[button];
    if (isSameButton && !(order === 'resume' && now.state !== 'paused')) expect(shown).toBe(answer);
  }
  expect(site.interaction(ANN).recording.state).toBe(recording);
});

const file = 'site/2026/f';

test('the file and its end are kept, also when the interaction is long gone', () => {
  const site = talking('all');
  const { attemptId, id: interactionId } = site.interaction(ANN);
  const about = { type: 'recording', attemptId, interactionId, file } as const;
  const kept = { type: 'save-recording', attemptId, interactionId, file } as const;
  expect(site.step({ ...about, state: 'started' })).toEqual([
    { ...kept, state: 'recording', at: site.at, durationMs: undefined },
  ]);
  site.endCall(ANN);
  site.markDone(ANN);
  site.tick(seconds(3));
  expect(site.step({ ...about, state: 'finished', durationMs: millis(7_000) })).toEqual([
    { ...kept, state: 'kept', at: site.at, durationMs: 7_000 },
  ]);
  // Said late, that it began does not undo that it is kept.
  expect(site.step({ ...about, state: 'started' })).toEqual([]);
});

test('a recording that fails is shown, the call goes on, and it may be tried again', () => {
  const site = talking('all');
  const { attemptId, id: interactionId } = site.interaction(ANN);
  site.step({ type: 'recording', attemptId, interactionId, file, state: 'failed' });
  expect(site.interaction(ANN)).toMatchObject({
    phase: 'connected',
    recording: { state: 'failed' },
  });
  expect(answers(ask(site, 'start'))).toEqual(['ok']);
  expect(site.interaction(ANN).recording.state).toBe('on');
});

test('a failure is kept of whatever interaction it was', () => {
  const about = {
    type: 'recording',
    attemptId: attemptId('a000000-00000001'),
    interactionId: interactionId('i000000-00000001'),
  } as const;
  expect(talking('none').step({ ...about, file, state: 'failed' })).toMatchObject([
    { type: 'save-recording', state: 'failed' },
  ]);
});

test('a call again is recorded for itself, whatever is said late of the call before', () => {
  const site = talking('all');
  const { attemptId: first, id } = site.interaction(ANN);
  site.endCall(ANN);
  const { recordId } = site.interaction(ANN);
  site.ask(ANN, { type: 'recall', interactionId: id, to: { kind: 'record', recordId } });
  const { attemptId: second } = site.interaction(ANN);
  site.answer(site.attempt(1));
  expect(orders(site.verdict(site.attempt(1)))).toMatchObject([
    { attemptId: second, what: 'start' },
  ]);
  const late = { type: 'recording', attemptId: first, interactionId: id, file } as const;
  expect(site.step({ ...late, state: 'failed' })).toMatchObject([{ attemptId: first }]);
  expect(site.interaction(ANN).recording.state).toBe('on');
  expect(site.step({ ...late, state: 'started' })).toEqual([]);
});
