import { expect, test } from 'vitest';
import type { InteractionAction, Permission } from './allowed-actions.ts';
import { ALLOWED_ACTIONS, INTERACTION_ACTIONS, permissionFor } from './allowed-actions.ts';
import type { InteractionPhase } from './interaction.ts';

const yes = 'allowed';
const early = 'CALL_NOT_CONNECTED';
const held = 'ENGAGED';
const phases: readonly (InteractionPhase | 'engaging')[] = [
  'engaging',
  'dialing',
  'ringing',
  'connected',
  'wrap-up',
];

// biome-ignore format: a table is read in columns.
test.each<[InteractionAction, Permission, Permission, Permission, Permission, Permission]>([
  //                  engaging dialing            ringing            connected          wrap-up
  ['end-call',        held,    yes,               yes,               yes,               'CALL_ENDED'],
  ['mute',            yes,     yes,               yes,               yes,               'CALL_ENDED'],
  ['set-call-result', held,    early,             early,             yes,               yes],
  ['set-disposition', held,    early,             early,             yes,               yes],
  ['do-not-call',     held,    early,             early,             yes,               yes],
  ['edit-record',     held,    yes,               yes,               yes,               yes],
  ['note',            yes,     yes,               yes,               yes,               yes],
  ['mark-done',       held,    'CALL_STILL_UP',   'CALL_STILL_UP',   'CALL_STILL_UP',   yes],
  ['reschedule',      held,    early,             early,             yes,               yes],
  ['recall',          held,    'CALL_STILL_UP',   'CALL_STILL_UP',   'CALL_STILL_UP',   yes],
  ['extend-wrap-up',  held,    'NOT_WRAPPING_UP', 'NOT_WRAPPING_UP', 'NOT_WRAPPING_UP', yes],
])('%s', (action, ...permissions) => {
  expect(phases.map((phase) => permissionFor(action, phase))).toEqual(permissions);
});

test('the table has every action and no other', () => {
  expect(Object.keys(ALLOWED_ACTIONS).sort()).toEqual([...INTERACTION_ACTIONS].sort());
});
