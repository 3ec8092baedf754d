/** Where in the work an action is at hand: the headings of the legend and of docs/keys.md. */
export const KEY_PLACES = {
  offer: 'When a record is offered, or a colleague calls',
  call: 'In a call',
  outcome: 'What came of the call',
  always: 'At any time',
} as const;

type KeyRow = {
  /** As it is written on the screen: `F9`, `Shift F9`, `Alt R`, `?`. */
  readonly key: string;
  /** What it does, where no better name is at hand, such as Hold and Resume for one key. */
  readonly name: string;
  readonly place: keyof typeof KEY_PLACES;
};

/**
 * Every action of the agent workspace that has a key, in the order in which it is listed. The one
 * table: tooltips, palette, legend and docs/keys.md read it. Whoever adds an action adds a row
 * here, a line there, and binds it with `useKeys` where it can be done.
 *
 * F1, F3, F5 to F7 and F10 to F12 belong to the browser, and so do Alt with E and F.
 */
export const KEYS = {
  'accept-offer': { key: 'Enter', name: 'Accept', place: 'offer' },
  'reject-offer': { key: 'Esc', name: 'Reject', place: 'offer' },

  mute: { key: 'F2', name: 'Mute or unmute', place: 'call' },
  hold: { key: 'F4', name: 'Hold or resume', place: 'call' },
  'end-call': { key: 'F8', name: 'End call', place: 'call' },
  'send-digits': { key: 'Alt K', name: 'Keypad', place: 'call' },
  'start-recording': { key: 'Alt O', name: 'Record', place: 'call' },
  'stop-recording': { key: 'Alt O', name: 'Stop recording', place: 'call' },
  'pause-recording': { key: 'Alt P', name: 'Pause or resume recording', place: 'call' },
  transfer: { key: 'Alt V', name: 'Transfer', place: 'call' },
  conference: { key: 'Alt I', name: 'Conference', place: 'call' },
  consult: { key: 'Alt Q', name: 'Consult', place: 'call' },
  'talk-with': { key: 'Alt U', name: 'Talk with the other side', place: 'call' },
  'complete-transfer': { key: 'Alt Shift V', name: 'Complete transfer', place: 'call' },
  'complete-conference': { key: 'Alt Shift I', name: 'Complete conference', place: 'call' },
  'end-consultation': { key: 'Alt Shift Q', name: 'End consultation', place: 'call' },
  'leave-consultation': { key: 'Alt Shift U', name: 'Leave the consultation', place: 'call' },
  'correct-cpd': { key: 'Alt W', name: 'Correct who answered', place: 'call' },
  'search-responses': { key: 'Alt T', name: 'Search responses', place: 'call' },
  'copy-response': { key: 'Alt Y', name: 'Copy the open response', place: 'call' },

  note: { key: 'Alt N', name: 'Go to Note', place: 'outcome' },
  'set-call-result': { key: 'Alt C', name: 'Go to Call Result', place: 'outcome' },
  'set-disposition': { key: 'Alt D', name: 'Go to Disposition code', place: 'outcome' },
  'do-not-call': { key: 'Alt X', name: 'Go to Do Not Call', place: 'outcome' },
  reschedule: { key: 'Alt B', name: 'Reschedule', place: 'outcome' },
  recall: { key: 'Alt A', name: 'Recall', place: 'outcome' },
  'mark-done': { key: 'F9', name: 'Mark done', place: 'outcome' },
  'extend-wrap-up': { key: 'Shift F9', name: 'Extend after call work', place: 'outcome' },
  'undo-do-not-call': { key: 'Alt Z', name: 'Undo Do Not Call', place: 'outcome' },

  'set-ready': { key: 'Alt R', name: 'Ready', place: 'always' },
  'choose-status': { key: 'Alt S', name: 'My Status', place: 'always' },
  'find-team': { key: 'Alt J', name: 'Go to Team Communicator', place: 'always' },
  'show-phone': { key: 'Alt H', name: 'My Phone', place: 'always' },
  'dismiss-news': { key: 'Alt M', name: 'OK to the news on top', place: 'always' },
  'log-off': { key: 'Alt Shift L', name: 'Log off', place: 'always' },
  'cancel-log-off': { key: 'Alt L', name: 'Stay logged on', place: 'always' },
  'next-panel': { key: 'Alt G', name: 'Go to the next panel', place: 'always' },
  'panel-before': { key: 'Alt Shift G', name: 'Go to the panel before', place: 'always' },
  'search-actions': { key: 'Ctrl K', name: 'Search actions', place: 'always' },
  'show-keys': { key: '?', name: 'Show all keys', place: 'always' },
} as const satisfies Readonly<Record<string, KeyRow>>;

export type KeyedAction = keyof typeof KEYS;
