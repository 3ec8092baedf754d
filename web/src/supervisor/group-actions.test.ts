import { expect, test } from 'vitest';
import { parseGroupId } from '../live/parse-ids.ts';
import { GROUP_ACTIONS, GROUP_COMMANDS } from './group-actions.ts';

const groupId = parseGroupId('g-1');

test('every button has a command of its own for its group', () => {
  const commands = GROUP_ACTIONS.map(({ action }) => GROUP_COMMANDS[action](groupId, false));
  expect(commands.map(({ type }) => type)).toEqual(GROUP_ACTIONS.map(({ action }) => action));
  expect(commands.every((command) => command.groupId === groupId)).toBe(true);
});

test('auto-complete travels with load', () => {
  expect(GROUP_COMMANDS.load(groupId, true)).toEqual({
    type: 'load',
    groupId,
    autoComplete: true,
  });
});
