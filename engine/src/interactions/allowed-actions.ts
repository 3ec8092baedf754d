import type { RefusalCode } from '../basics/refusal.ts';
import type { InteractionPhase } from './interaction.ts';

/** What an agent can do with an interaction, in the words of the commands. */
export const INTERACTION_ACTIONS = [
  'end-call',
  'mute',
  'set-call-result',
  'set-disposition',
  'do-not-call',
  'edit-record',
  'note',
  'mark-done',
  'extend-wrap-up',
] as const;
export type InteractionAction = (typeof INTERACTION_ACTIONS)[number];

/** Allowed, or the code of the refusal that both the server and the screen give. */
export type Permission = 'allowed' | RefusalCode;

/**
 * The one table that refuses a command and is sent with the view, so that the screen has no rule
 * of its own. Rows are actions, columns the phases of an interaction.
 */
export const ALLOWED_ACTIONS: Readonly<
  Record<InteractionAction, Readonly<Record<InteractionPhase, Permission>>>
> = {
  'end-call': {
    dialing: 'allowed',
    ringing: 'allowed',
    connected: 'allowed',
    'wrap-up': 'CALL_ENDED',
  },
  mute: { dialing: 'allowed', ringing: 'allowed', connected: 'allowed', 'wrap-up': 'CALL_ENDED' },
  'set-call-result': {
    dialing: 'CALL_NOT_CONNECTED',
    ringing: 'CALL_NOT_CONNECTED',
    connected: 'allowed',
    'wrap-up': 'allowed',
  },
  'set-disposition': {
    dialing: 'CALL_NOT_CONNECTED',
    ringing: 'CALL_NOT_CONNECTED',
    connected: 'allowed',
    'wrap-up': 'allowed',
  },
  'do-not-call': {
    dialing: 'CALL_NOT_CONNECTED',
    ringing: 'CALL_NOT_CONNECTED',
    connected: 'allowed',
    'wrap-up': 'allowed',
  },
  'edit-record': {
    dialing: 'allowed',
    ringing: 'allowed',
    connected: 'allowed',
    'wrap-up': 'allowed',
  },
  note: { dialing: 'allowed', ringing: 'allowed', connected: 'allowed', 'wrap-up': 'allowed' },
  'mark-done': {
    dialing: 'CALL_STILL_UP',
    ringing: 'CALL_STILL_UP',
    connected: 'CALL_STILL_UP',
    'wrap-up': 'allowed',
  },
  'extend-wrap-up': {
    dialing: 'NOT_WRAPPING_UP',
    ringing: 'NOT_WRAPPING_UP',
    connected: 'NOT_WRAPPING_UP',
    'wrap-up': 'allowed',
  },
};

export const permissionFor = (action: InteractionAction, phase: InteractionPhase): Permission =>
  ALLOWED_ACTIONS[action][phase];
