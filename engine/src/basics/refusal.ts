import type { LocalTime } from './local-time.ts';

/**
 * Every reason to refuse a command, with the sentence a person reads. A refusal is a normal
 * answer; its code is part of the protocol and never changes its meaning.
 *
 * The first block answers the commands of a dial session, one for one with the published errors
 * of the engine protocol; those of schedules arrive with schedules.
 */
export const REFUSALS = {
  SWITCH_UNAVAILABLE: 'The switch cannot be reached. Dialing waits until it is back.',
  STORE_UNAVAILABLE: 'The change could not be saved. Nothing was done; try again.',
  CAMPAIGN_NOT_FOUND: 'There is no such campaign.',
  AGENT_GROUP_NOT_FOUND: 'There is no such agent group.',
  CAMPAIGN_GROUP_NOT_FOUND: 'There is no such campaign group.',
  GROUP_NOT_LOADED: 'The campaign group is not loaded. Load it first.',
  GROUP_ALREADY_LOADED: 'The campaign group is loaded already.',
  GROUP_NOT_STARTED: 'The campaign group is not running.',
  GROUP_ALREADY_STARTED: 'The campaign group is running already.',
  SESSION_LOADING: 'The campaign group is still loading. Try again in a moment.',
  SESSION_UNLOADING: 'The campaign group is unloading and takes no more commands.',
  GROUP_RUNNING: 'The campaign group is running. Stop it first, or use Complete.',
  INVALID_MODE: 'This dialing mode cannot be used here.',
  MODE_NEEDS_STOP: 'Stop the campaign group first: this mode cannot take over its running calls.',
  INVALID_PARAMETER: 'A value is out of its range.',
  WRONG_CONFIGURATION: 'The campaign cannot be loaded as it is set up.',

  AGENT_NOT_LOGGED_ON: 'The agent is not logged on.',
  UNKNOWN_REASON: 'There is no such Not Ready reason.',
  OFFER_GONE: 'This record is no longer offered to you.',
  REJECT_NOT_ALLOWED: 'Records of this campaign cannot be rejected.',
  INTERACTION_GONE: 'This interaction is closed.',
  NO_CALL: 'There is no call now.',
  CALL_NOT_CONNECTED: 'The contact is not connected yet.',
  CALL_STILL_UP: 'End the call first.',
  CALL_ENDED: 'The call has ended.',
  CALL_ON_HOLD: 'The contact is on hold. Resume the call first.',
  PHONE_NOT_READY: 'Your phone is not connected. Check it, then go Ready.',
  PHONE_IN_USE: 'The phone cannot be changed during a call.',
  PHONE_INVALID: 'This is neither a SIP address nor a number.',
  PHONE_RECONNECTING: 'Your phone has lost the call and is being connected again.',
  CONSULTING: 'You are consulting. Complete or end the consultation first.',
  IN_CONFERENCE: 'There is a third party in this call already.',
  NOT_CONSULTING: 'There is no consultation.',
  NOT_CONSULTED: 'Nobody consults you in this call.',
  TARGET_NOT_THERE: 'The third party has not answered yet.',
  TARGET_BUSY: 'This agent is in another call.',
  TARGET_NOT_READY: 'This agent is not ready.',
  TARGET_SELF: 'You cannot call yourself.',
  TARGET_INVALID: 'This is not a number in international form.',
  TARGET_IS_CONTACT: 'This is the number of the contact in this call.',
  READ_ONLY: 'You are consulted: this call and its record belong to another agent.',
  NOT_OWNER: 'This call belongs to another agent.',
  RECORDING_REQUIRED: 'This campaign records every call; it can be paused, not stopped.',
  RECORDING_NOT_ALLOWED: 'Calls of this campaign are not recorded.',
  RECORDING_ON: 'The call is being recorded already.',
  RECORDING_OFF: 'The call is not being recorded.',
  NO_PHONES: 'This switch has no phones in the browser.',
  NO_RECORDING: 'There is no recording of this interaction.',
  NO_SIMULATION: 'Plans cannot be simulated on this server.',
  NO_VERDICT: 'There is no call here whose answer could be corrected.',
  ENGAGED:
    'Your line is held for a contact: wait until they are connected or the attempt has ended.',
  NOT_ENGAGED: 'This agent is not engaged.',
  DISPOSITION_MISSING: 'Choose a disposition code before Mark done.',
  DISPOSITION_UNKNOWN: 'This disposition code does not belong to the campaign.',
  DISPOSITION_FROZEN: 'The disposition code cannot be changed after the call.',
  CALL_RESULT_NOT_ALLOWED: 'This call result cannot be chosen in this campaign.',
  FIELD_NOT_EDITABLE: 'This field cannot be edited.',
  FIELD_INVALID: 'The value does not fit the field.',
  FIELD_CODE_UNKNOWN: 'There is no such field code.',
  FIELD_CODE_BROKEN: 'A brace opens or closes no field code. Write {{ or }} for a brace.',
  VALIDITY_REVERSED: 'A text cannot end before the day from which it is valid.',
  CATEGORY_LOOP: 'A category cannot lie in itself.',
  CATEGORY_TOO_DEEP: 'Categories lie at most five levels deep.',
  UNDO_TOO_LATE: 'It is too late to take this back.',
  CALLBACK_TIME_INVALID: 'This is no date and time.',
  CALLBACK_TIME_SKIPPED: 'Clocks go forward over this time there: it does not exist.',
  CALLBACK_TIME_TWICE: 'Clocks go back there: this time comes twice. Say which of the two.',
  CALLBACK_IN_PAST: 'This time has passed.',
  CALLBACK_TOO_FAR: 'This is further ahead than the campaign allows.',
  CALLBACK_OUTSIDE_WINDOW: 'The contact may not be called at this hour of theirs.',
  CALLBACK_GONE: 'This callback is not yours any more, or is done.',
  CALLBACK_BUSY: 'This callback is being offered or called just now.',
  CALLBACK_WITHOUT_AGENT: 'Nobody has promised this callback. Hand it over to an agent first.',
  AGENT_NOT_IN_CAMPAIGN: 'This agent does not work for the campaign.',
  NUMBER_UNKNOWN: 'The contact has no such number.',
  WINDOW_CLOSED: 'The contact may not be called at this hour of theirs.',
  RECORD_TAKEN_BACK: 'This record was taken back and may not be called any more.',
  RECORD_GONE: 'This record is not there any more.',
  RECORD_BUSY: 'This record is changing hands just now. Try again in a moment.',
  NOT_WRAPPING_UP: 'There is no after-call work to extend.',
  NUMBER_INVALID: 'This is not a phone number with its country code.',
  NUMBER_SUPPRESSED: 'This number is on the do-not-call list and is not called.',
  NUMBER_IN_USE: 'This number is being worked on by somebody else just now.',
  NUMBER_USED_UP: 'This number has been called as often as the campaign allows.',
  OUTSIDE_WINDOW: 'It is too early or too late for a call where the contact is.',
  AGENT_BUSY: 'Finish what you hold before you make another call.',
  MANUAL_CALL_NOT_ALLOWED: 'None of your loaded campaigns allows manual calls.',
  MANUAL_CALL_GONE: 'This call is not being set up any more.',
  TOO_MANY: 'A limit of this site is reached. Try again later.',

  FORBIDDEN: 'Your role does not allow this.',
  NOT_SIGNED_IN: 'Sign in first.',
  SIGN_IN_FAILED: 'The name or the password is wrong.',
  TOO_MANY_TRIES: 'Too many tries. Wait a minute.',
  WRONG_ORIGIN: 'The request came from another page.',
  BAD_REQUEST: 'The request is not well formed.',
  BAD_MESSAGE: 'The message is not part of the protocol.',
  TOO_LARGE: 'The request is too large.',
  NOT_FOUND: 'There is nothing here.',
  NAME_TAKEN: 'This name is in use.',
  CHANGED_MEANWHILE: 'Somebody else changed this. Load it again.',
  IN_USE: 'This is in use and cannot be removed.',
  FILE_EMPTY: 'The file is empty.',
  FILE_NOT_CSV: 'The file is not a CSV file.',
  FILE_ENCODING: 'The file is neither UTF-8 nor Windows-1252 text.',
  TOO_MANY_COLUMNS: 'The file has too many columns.',
  LINE_TOO_LONG: 'A line of the file is too long.',
  IMPORT_BUSY: 'Another import of this list is running.',
  SUPERSEDED: 'The workspace was opened in another tab or browser.',
  RESTARTING: 'The server is restarting. The page reconnects by itself.',
} as const;

export type RefusalCode = keyof typeof REFUSALS;

/** `detail` says which value or thing, when the sentence alone would leave one guessing. */
export type Refusal = {
  readonly code: RefusalCode;
  readonly detail?: string;
  /** A time at which it would be allowed. */
  readonly instead?: LocalTime;
};

export const refusal = (code: RefusalCode, detail?: string): Refusal =>
  detail === undefined ? { code } : { code, detail };
