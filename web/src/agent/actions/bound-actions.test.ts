import { expect, test } from 'vitest';
import type { FocusPlace, Press } from '../keys/keys.ts';
import { type Binding, BoundActions, type Pressed } from './bound-actions.ts';

const plain = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };
const f4: Press = { key: 'F4', code: 'F4', ...plain };
const enter: Press = { key: 'Enter', code: 'Enter', ...plain };
const altM: Press = { key: 'm', code: 'KeyM', ...plain, altKey: true };

function setUp(bindings: readonly Omit<Binding, 'run'>[]) {
  const actions = new BoundActions();
  const ran: string[] = [];
  const owner = {};
  actions.bind(
    owner,
    bindings.map((one) => ({ ...one, run: () => void ran.push(one.label ?? one.action) })),
  );
  return { actions, ran, owner };
}

test('what is at hand is listed as the table has it, each with its name of the moment', () => {
  const { actions } = setUp([
    { action: 'mark-done', refused: 'The call is still up.' },
    { action: 'hold', label: 'Resume' },
    { action: 'accept-offer' },
  ]);
  expect(actions.current()).toEqual([
    { id: 'accept-offer: Accept', action: 'accept-offer', label: 'Accept', refused: undefined },
    { id: 'hold: Resume', action: 'hold', label: 'Resume', refused: undefined },
    {
      id: 'mark-done: Mark done',
      action: 'mark-done',
      label: 'Mark done',
      refused: 'The call is still up.',
    },
  ]);
});

test.each<
  [why: string, binding: Omit<Binding, 'run'>, press: Press, place: FocusPlace, pressed: Pressed]
>([
  ['a key runs its action', { action: 'hold' }, f4, 'text', { type: 'done' }],
  [
    'a refused one says why',
    { action: 'hold', refused: 'No.' },
    f4,
    'page',
    { type: 'refused', label: 'Hold or resume', why: 'No.' },
  ],
  ['Enter belongs to the text', { action: 'accept-offer' }, enter, 'text', { type: 'none' }],
  ['nothing acts behind a dialog', { action: 'hold' }, f4, 'modal', { type: 'none' }],
  ['what is not at hand has no key', { action: 'mute' }, f4, 'page', { type: 'none' }],
])('%s', (_why, binding, press, place, pressed) => {
  const { actions, ran } = setUp([binding]);
  expect(actions.press(press, place)).toEqual(pressed);
  expect(ran.length).toBe(pressed.type === 'done' ? 1 : 0);
});

test('one action at hand twice: the key does the first, and both can be found', () => {
  const { actions, ran } = setUp([
    { action: 'dismiss-news', label: 'OK to the first' },
    { action: 'dismiss-news', label: 'OK to the second' },
  ]);
  actions.press(altM, 'page');
  actions.run('dismiss-news: OK to the second');
  expect(ran).toEqual(['OK to the first', 'OK to the second']);
});

test('those who look are told what can be seen to change, and nothing else', () => {
  const { actions, owner } = setUp([{ action: 'hold' }]);
  let told = 0;
  actions.subscribe(() => {
    told += 1;
  });
  const before = actions.current();
  actions.bind(owner, [{ action: 'hold', run: () => {} }]);
  expect(actions.current()).toBe(before);
  expect(told).toBe(0);
  actions.bind(owner, [{ action: 'hold', label: 'Resume', run: () => {} }]);
  expect(told).toBe(1);
  actions.unbind(owner);
  expect(actions.current()).toEqual([]);
  expect(told).toBe(2);
});
