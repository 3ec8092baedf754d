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
  'transfer',
  'conference',
  'consult',
  'talk-with',
  'complete-transfer',
  'complete-conference',
  'end-consultation',
  'leave-consultation',
] as const;
export type InteractionAction = (typeof INTERACTION_ACTIONS)[number];

/** What a command does, where it is not called the same. */
const DOES = { 'save-draft': 'note', 'edit-field': 'edit-record' } as const;

/** The action that has to be allowed for a command. */
export const actionOf = (command: InteractionAction | keyof typeof DOES): InteractionAction =>
  command === 'save-draft' || command === 'edit-field' ? DOES[command] : command;

/** Allowed, or the code of the refusal that both the server and the screen give. */
export type Permission = 'allowed' | RefusalCode;

type Phases = Readonly<Record<InteractionPhase, Permission>>;

/**
 * `engaging`: the agent's line is held for somebody who is not there yet. It is no part of the
 * common rows below, so that whoever adds an action has to say what it does then.
 */
type Row = Phases & { readonly engaging: Permission };

const inEvery = (permission: Permission): Phases => ({
  dialing: permission,
  ringing: permission,
  connected: permission,
  'on-hold': permission,
  consulting: permission,
  conference: permission,
  reconnecting: permission,
  'wrap-up': permission,
});

const ALWAYS = inEvery('allowed');
const WHILE_CALLING: Phases = { ...ALWAYS, 'wrap-up': 'CALL_ENDED' };
const ONCE_CONNECTED: Phases = {
  ...ALWAYS,
  dialing: 'CALL_NOT_CONNECTED',
  ringing: 'CALL_NOT_CONNECTED',
};
const WHILE_TALKING: Phases = {
  ...ONCE_CONNECTED,
  reconnecting: 'PHONE_RECONNECTING',
  'wrap-up': 'CALL_ENDED',
};
const ONCE_ENDED: Phases = { ...inEvery('CALL_STILL_UP'), 'wrap-up': 'allowed' };
const TO_CALL_A_THIRD: Phases = {
  ...WHILE_TALKING,
  consulting: 'CONSULTING',
  conference: 'IN_CONFERENCE',
};
const NOT_CONSULTING = inEvery('NOT_CONSULTING');
const WHILE_CONSULTING: Phases = {
  ...NOT_CONSULTING,
  consulting: 'allowed',
  conference: 'IN_CONFERENCE',
};
const WITH_A_THIRD: Phases = { ...NOT_CONSULTING, consulting: 'allowed', conference: 'allowed' };

/**
 * The one table that refuses a command and is sent with the view, so that the screen has no rule
 * of its own. Rows are actions, columns the phases of an interaction, from the
 * engaging phase on.
 */
export const ALLOWED_ACTIONS: Readonly<Record<InteractionAction, Row>> = {
  'end-call': { ...WHILE_CALLING, engaging: 'ENGAGED' },
  // The contact's music follows whom the agent talks with.
  hold: {
    ...WHILE_TALKING,
    consulting: 'CONSULTING',
    conference: 'IN_CONFERENCE',
    engaging: 'ENGAGED',
  },
  // Not to be heard the moment somebody answers is a wish one may have before.
  mute: { ...WHILE_CALLING, engaging: 'allowed' },
  'send-digits': { ...WHILE_TALKING, 'on-hold': 'CALL_ON_HOLD', engaging: 'ENGAGED' },
  'start-recording': { ...WHILE_TALKING, engaging: 'ENGAGED' },
  'pause-recording': { ...WHILE_TALKING, engaging: 'ENGAGED' },
  'stop-recording': { ...WHILE_TALKING, engaging: 'ENGAGED' },
  'correct-cpd': { ...ONCE_CONNECTED, engaging: 'ENGAGED' },
  'set-call-result': { ...ONCE_CONNECTED, engaging: 'ENGAGED' },
  'set-disposition': { ...ONCE_CONNECTED, engaging: 'ENGAGED' },
  'do-not-call': { ...ONCE_CONNECTED, engaging: 'ENGAGED' },
  'edit-record': { ...ALWAYS, engaging: 'ENGAGED' },
  note: { ...ALWAYS, engaging: 'allowed' },
  'mark-done': { ...ONCE_ENDED, engaging: 'ENGAGED' },
  'extend-wrap-up': { ...inEvery('NOT_WRAPPING_UP'), 'wrap-up': 'allowed', engaging: 'ENGAGED' },
  reschedule: { ...ONCE_CONNECTED, engaging: 'ENGAGED' },
  recall: { ...ONCE_ENDED, engaging: 'ENGAGED' },
  transfer: { ...TO_CALL_A_THIRD, engaging: 'ENGAGED' },
  conference: { ...TO_CALL_A_THIRD, engaging: 'ENGAGED' },
  consult: { ...TO_CALL_A_THIRD, engaging: 'ENGAGED' },
  'talk-with': { ...WHILE_CONSULTING, engaging: 'ENGAGED' },
  'complete-transfer': { ...WITH_A_THIRD, engaging: 'ENGAGED' },
  'complete-conference': { ...WHILE_CONSULTING, engaging: 'ENGAGED' },
  'end-consultation': { ...WITH_A_THIRD, engaging: 'ENGAGED' },
  // In after-call work it leaves the record to its owner.
  'leave-consultation': { ...WITH_A_THIRD, 'wrap-up': 'allowed', engaging: 'ENGAGED' },
};

export const permissionFor = (
  action: InteractionAction,
  phase: InteractionPhase | 'engaging',
): Permission => ALLOWED_ACTIONS[action][phase];
