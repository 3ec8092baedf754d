import type { RefusalCode } from '../basics/refusal.ts';
import type { InteractionPhase } from './interaction.ts';

/** What an agent can do with an interaction, in the words of the commands. */
export const INTERACTION_ACTIONS = [
  'end-call',
  'hold',
  'mute',
  'send-digits',
  'start-recording',
  'pause-recording',
  'stop-recording',
  'correct-cpd',
  'set-call-result',
  'set-disposition',
  'do-not-call',
  'edit-record',
  'note',
  'mark-done',
  'extend-wrap-up',
  'reschedule',
  'recall',
] as const;
export type InteractionAction = (typeof INTERACTION_ACTIONS)[number];

/** Allowed, or the code of the refusal that both the server and the screen give. */
export type Permission = 'allowed' | RefusalCode;

type Column = Readonly<Record<InteractionPhase, Permission>>;

const ALWAYS: Column = {
  dialing: 'allowed',
  ringing: 'allowed',
  connected: 'allowed',
  'on-hold': 'allowed',
  reconnecting: 'allowed',
  'wrap-up': 'allowed',
};
const WHILE_CALLING: Column = { ...ALWAYS, 'wrap-up': 'CALL_ENDED' };
const ONCE_CONNECTED: Column = {
  ...ALWAYS,
  dialing: 'CALL_NOT_CONNECTED',
  ringing: 'CALL_NOT_CONNECTED',
};
const WHILE_TALKING: Column = {
  ...ONCE_CONNECTED,
  reconnecting: 'PHONE_RECONNECTING',
  'wrap-up': 'CALL_ENDED',
};

/**
 * The one table that refuses a command and is sent with the view, so that the screen has no rule
 * of its own. Rows are actions, columns the phases of an interaction.
 */
export const ALLOWED_ACTIONS: Readonly<Record<InteractionAction, Column>> = {
  'end-call': WHILE_CALLING,
  hold: WHILE_TALKING,
  mute: WHILE_CALLING,
  'send-digits': { ...WHILE_TALKING, 'on-hold': 'CALL_ON_HOLD' },
  'start-recording': WHILE_TALKING,
  'pause-recording': WHILE_TALKING,
  'stop-recording': WHILE_TALKING,
  'correct-cpd': ONCE_CONNECTED,
  'set-call-result': ONCE_CONNECTED,
  'set-disposition': ONCE_CONNECTED,
  'do-not-call': ONCE_CONNECTED,
  'edit-record': ALWAYS,
  note: ALWAYS,
  'mark-done': {
    dialing: 'CALL_STILL_UP',
    ringing: 'CALL_STILL_UP',
    connected: 'CALL_STILL_UP',
    'on-hold': 'CALL_STILL_UP',
    reconnecting: 'CALL_STILL_UP',
    'wrap-up': 'allowed',
  },
  'extend-wrap-up': {
    dialing: 'NOT_WRAPPING_UP',
    ringing: 'NOT_WRAPPING_UP',
    connected: 'NOT_WRAPPING_UP',
    'on-hold': 'NOT_WRAPPING_UP',
    reconnecting: 'NOT_WRAPPING_UP',
    'wrap-up': 'allowed',
  },
  reschedule: ONCE_CONNECTED,
  recall: {
    dialing: 'CALL_STILL_UP',
    ringing: 'CALL_STILL_UP',
    connected: 'CALL_STILL_UP',
    'on-hold': 'CALL_STILL_UP',
    reconnecting: 'CALL_STILL_UP',
    'wrap-up': 'allowed',
  },
};

export const permissionFor = (action: InteractionAction, phase: InteractionPhase): Permission =>
  ALLOWED_ACTIONS[action][phase];
