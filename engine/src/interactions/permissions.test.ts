import { expect, test } from 'vitest';
import { interactionId } from '../basics/ids.ts';
import { after, seconds } from '../basics/time.ts';
import type { RecordingScope } from '../campaigns/voice.ts';
import { dialing } from '../dialing/attempt.ts';
import { ANN, draft, FIRST_DIAL, plan, START, VOICE } from '../test-site.ts';
import type { InteractionAction, Permission } from './allowed-actions.ts';
import { INTERACTION_ACTIONS } from './allowed-actions.ts';
import type { Interaction } from './interaction.ts';
import { brokenOff, newInteraction, onHold, talking, wrappingUp } from './interaction.ts';
import { mayRecord, permission, permissions } from './permissions.ts';

const attempt = dialing(FIRST_DIAL, seconds(25));
const dials = newInteraction(attempt, ANN, interactionId('i1'), START);
const talks = talking(dials, START);
const held = onHold(talks, START);
const broken = brokenOff(talks, START, seconds(20), false);
const endedAt = after(START, seconds(60));
const call = {
  connectedAt: START,
  endedAt,
  endedBy: 'agent',
  cpd: undefined,
  wasLive: true,
} as const;
const done = wrappingUp({ ...talks, draft: draft({ dispositionCode: 'sale' }) }, call, seconds(30));
const on = { state: 'on', why: 'agent', since: START } as const;
const recorded = { ...talks, recording: on };
const paused = { ...talks, recording: { ...on, state: 'paused' } as const };

const now = (of: RecordingScope = 'on-demand', frozenAfterCall = false, isSwitchUp = true) => ({
  plan: plan({
    voice: { ...VOICE, recording: { ...VOICE.recording, of } },
    outcomes: { ...plan().outcomes, frozenAfterCall },
  }),
  isSwitchUp,
  takenBack: undefined,
});

type Row = [
  why: string,
  action: InteractionAction,
  interaction: Interaction,
  circumstances: ReturnType<typeof now>,
  answer: Permission,
];

// biome-ignore format: a table is read in columns.
test.each<Row>([
  ['a call is recorded when the agent says', 'start-recording', talks,  now(),       'allowed'],
  ['not where nothing is recorded',          'start-recording', talks,  now('none'), 'RECORDING_NOT_ALLOWED'],
  ['not twice',                              'start-recording', recorded, now(),     'RECORDING_ON'],
  ['not before there is a call',             'start-recording', dials,  now(),       'CALL_NOT_CONNECTED'],
  ['not while the agent is called again',    'start-recording', broken, now(),       'PHONE_RECONNECTING'],
  ['on hold as well',                        'start-recording', held,   now(),       'allowed'],
  ['what runs is paused',                    'pause-recording', recorded, now(),     'allowed'],
  ['what is paused is resumed by the same button', 'pause-recording', paused, now(), 'allowed'],
  ['what does not run is neither',           'pause-recording', talks,  now(),       'RECORDING_OFF'],
  ['what runs is stopped',                   'stop-recording',  recorded, now(),     'allowed'],
  ['a code that was said is frozen',         'set-disposition', done,   now('none', true), 'DISPOSITION_FROZEN'],
  ['where the campaign wants it so',         'set-disposition', done,   now(),       'allowed'],
  ['hold',                                   'hold',            talks,  now(),       'allowed'],
  ['digits are not for music',               'send-digits',     held,   now(),       'CALL_ON_HOLD'],
  ['an order to a switch that is away would be lost', 'hold', talks,  now('all', false, false), 'SWITCH_UNAVAILABLE'],
  ['so that nobody believes to be mute',     'mute',            talks,  now('all', false, false), 'SWITCH_UNAVAILABLE'],
  ['nor to be paused',                       'pause-recording', recorded, now('all', false, false), 'SWITCH_UNAVAILABLE'],
  ['nor to have dialed',                     'send-digits',     talks,  now('all', false, false), 'SWITCH_UNAVAILABLE'],
  ['a call can always be ended',             'end-call',        talks,  now('all', false, false), 'allowed'],
  ['what is not allowed anyway says why',    'hold',            done,   now('all', false, false), 'CALL_ENDED'],
])('%s', (_why, action, interaction, circumstances, answer) => {
  expect(permission(circumstances, interaction, action)).toBe(answer);
});

test('an order that is not the button’s is answered for itself', () => {
  expect([mayRecord(now(), paused, 'pause'), mayRecord(now(), recorded, 'resume')]).toEqual([
    'RECORDING_OFF',
    'RECORDING_ON',
  ]);
});

test('the view gets the answer to every action', () => {
  const all = permissions(now(), recorded);
  expect(all).toEqual(
    Object.fromEntries(
      INTERACTION_ACTIONS.map((action) => [action, permission(now(), recorded, action)]),
    ),
  );
});
