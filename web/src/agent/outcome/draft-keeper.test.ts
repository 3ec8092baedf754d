import type { Draft } from '@outpace/engine/interactions/interaction.ts';
import { expect, test } from 'vitest';
import { FakeNet } from '../../live/fake-wire.ts';
import { DraftKeeper, NOTE_PAUSE_MS } from './draft-keeper.ts';

const empty: Draft = {
  callResult: undefined,
  dispositionCode: undefined,
  doNotCall: undefined,
  note: '',
};

/** The server's side of a save: what came, and a way to answer. */
class Desk {
  readonly saved: Draft[] = [];
  readonly #answers: ((problem?: Error) => void)[] = [];

  readonly save = (draft: Draft): Promise<void> => {
    this.saved.push(draft);
    return new Promise((resolve, reject) => {
      this.#answers.push((problem) => (problem === undefined ? resolve() : reject(problem)));
    });
  };

  /** Answers the oldest save and lets the page hear it. */
  async answer(problem?: Error): Promise<void> {
    this.#answers.shift()?.(problem);
    for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
  }
}

function arrange() {
  const desk = new Desk();
  const net = new FakeNet();
  const keeper = new DraftKeeper(desk.save, net.schedule);
  keeper.hear(empty);
  const shown = () => keeper.current().draft;
  return { desk, net, keeper, shown };
}

test('a note is saved after a pause, once', async () => {
  const { desk, net, keeper, shown } = arrange();
  keeper.write('call');
  keeper.write('call back');
  expect(shown().note).toBe('call back');
  expect(desk.saved).toEqual([]);
  expect(net.ring()).toBe(NOTE_PAUSE_MS);
  expect(desk.saved).toEqual([{ ...empty, note: 'call back' }]);
  await desk.answer();
  expect(keeper.current().unsaved).toBe(true);
  keeper.hear({ ...empty, note: 'call back' });
  expect(keeper.current().unsaved).toBe(false);
});

test('a choice is saved at once, and takes a waiting note with it', () => {
  const { desk, net, keeper } = arrange();
  keeper.write('so');
  keeper.choose({ callResult: 'busy' });
  expect(desk.saved).toEqual([{ ...empty, note: 'so', callResult: 'busy' }]);
  expect(net.alarms).toEqual([]);
});

test('what is typed wins over an older echo', async () => {
  const { desk, net, keeper, shown } = arrange();
  keeper.write('a');
  net.ring();
  keeper.write('ab');
  keeper.hear({ ...empty, note: 'a' });
  await desk.answer();
  expect(shown().note).toBe('ab');
  net.ring();
  await desk.answer();
  keeper.hear({ ...empty, note: 'ab' });
  expect(keeper.current()).toEqual({
    draft: { ...empty, note: 'ab' },
    unsaved: false,
    problem: undefined,
  });
});

test('an echo that looks alike by chance does not end the waiting', async () => {
  const { desk, keeper, shown } = arrange();
  keeper.choose({ callResult: 'busy' });
  keeper.choose({ callResult: 'answer' });
  keeper.choose({ callResult: 'busy' });
  keeper.hear({ ...empty, callResult: 'busy' });
  await desk.answer();
  keeper.hear({ ...empty, callResult: 'answer' });
  await desk.answer();
  expect(shown().callResult).toBe('busy');
  await desk.answer();
  keeper.hear({ ...empty, callResult: 'busy' });
  expect(keeper.current().unsaved).toBe(false);
});

test('a choice can be taken back', async () => {
  const { desk, keeper, shown } = arrange();
  keeper.hear({ ...empty, doNotCall: 'person' });
  keeper.choose({ doNotCall: undefined });
  expect(shown().doNotCall).toBeUndefined();
  await desk.answer();
  keeper.hear(empty);
  expect(keeper.current().unsaved).toBe(false);
});

test('what the server changes itself is shown where nothing was typed', () => {
  const { keeper, shown } = arrange();
  keeper.write('mine');
  keeper.hear({ ...empty, callResult: 'answer', note: 'older' });
  expect(shown()).toEqual({ ...empty, callResult: 'answer', note: 'mine' });
});

test('a refused save keeps the text and says why', async () => {
  const { desk, keeper, shown } = arrange();
  const problem = new Error('too late');
  keeper.choose({ callResult: 'fax' });
  await desk.answer(problem);
  expect(keeper.current()).toMatchObject({ unsaved: true, problem });
  expect(shown().callResult).toBe('fax');
});

test('a page that goes away saves what waits for a pause, and nothing twice', () => {
  const { desk, keeper } = arrange();
  keeper.flush();
  keeper.write('quick');
  keeper.flush();
  keeper.flush();
  expect(desk.saved).toEqual([{ ...empty, note: 'quick' }]);
});

test('Mark done takes the draft along instead of a save of its own', () => {
  const { desk, net, keeper } = arrange();
  keeper.write('done');
  expect(keeper.take()).toEqual({ ...empty, note: 'done' });
  expect(net.alarms).toEqual([]);
  expect(desk.saved).toEqual([]);
});
