import {
  agentId,
  attemptId,
  campaignGroupId,
  campaignId,
  interactionId,
} from '@outpace/engine/basics/ids.ts';
import { instant, millis } from '@outpace/engine/basics/time.ts';
import { USUAL_PRIORITIES } from '@outpace/engine/calling-lists/queue-rank.ts';
import type { Action } from '@outpace/engine/effect.ts';
import { phone } from '@outpace/engine/test-site.ts';
import { expect, test } from 'vitest';
import { madeUpQuestion } from '../validation/made-up-question.ts';
import type { Hands } from './effects.ts';
import { fencedAs, perform } from './effects.ts';

/** Writes down who was asked for what. */
function recordingHands(): { readonly hands: Hands; readonly asked: unknown[] } {
  const asked: unknown[] = [];
  const note = (who: string) => (what: unknown) => void asked.push([who, what]);
  const hands: Hands = {
    carrier: {
      originate: note('originate'),
      hangUp: note('hangUp'),
      bridge: note('bridge'),
      mute: note('mute'),
      hold: note('hold'),
      sendDigits: note('sendDigits'),
      playAndRelease: note('playAndRelease'),
      handOn: note('handOn'),
      record: note('record'),
      setAgentPhone: note('setAgentPhone'),
      raiseAgent: note('raiseAgent'),
      dropAgent: note('dropAgent'),
      consult: note('consult'),
      talkWith: note('talkWith'),
      completeTransfer: note('completeTransfer'),
      endConsultation: note('endConsultation'),
      transfer: note('transfer'),
      conference: note('conference'),
      joinAgents: note('joinAgents'),
      partAgents: note('partAgents'),
      supervise: note('supervise'),
      onEvent: note('onEvent'),
      onEnd: note('onEnd'),
      survey: () => Promise.resolve([]),
      close: () => Promise.resolve(),
    },
    screens: {
      agentChanged: note('agentChanged'),
      promisesChanged: note('promisesChanged'),
      sessionChanged: note('sessionChanged'),
    },
    lease: note('lease'),
    leaseNumber: note('leaseNumber'),
    renew: note('renew'),
    validate: note('validate'),
  };
  return { hands, asked };
}

const a1 = attemptId('a1');
const ann = agentId('ann');
const group = campaignGroupId('group');
const at = instant(1);
const dial = {
  type: 'originate',
  attemptId: a1,
  phone: phone(1),
  giveUpAt: at,
  detect: 'balanced',
  message: 'sorry',
} as const;
const hangUp = { type: 'hang-up', attemptId: a1 } as const;
const bridge = { type: 'bridge', attemptId: a1, agentId: ann, beep: true } as const;
const mute = { type: 'mute', attemptId: a1, muted: true } as const;
const hold = { type: 'hold', attemptId: a1, held: true } as const;
const digits = { type: 'send-digits', attemptId: a1, digits: '1#' } as const;
const play = {
  type: 'play-and-release',
  attemptId: a1,
  message: 'sorry',
  when: 'now',
} as const;
const record = {
  type: 'record',
  attemptId: a1,
  interactionId: interactionId('i1'),
  what: 'start',
  announcement: 'beep',
} as const;
const choose = { type: 'set-agent-phone', agentId: ann, phone: { kind: 'browser' } } as const;
const raise = { type: 'raise-agent', agentId: ann, music: true } as const;
const drop = { type: 'drop-agent', agentId: ann } as const;
const to = { attemptId: a1, target: { kind: 'agent', agentId: ann } } as const;
const consult = { type: 'consult', ...to } as const;
const transfer = { type: 'transfer', ...to } as const;
const conference = { type: 'conference', ...to } as const;
const side = { type: 'talk-with', attemptId: a1, side: 'both' } as const;
const complete = { type: 'complete-transfer', attemptId: a1 } as const;
const end = { type: 'end-consultation', attemptId: a1 } as const;
const lease = {
  type: 'lease-chains',
  campaignId: campaignId('campaign'),
  groupId: group,
  lists: [],
  count: 1,
  priorities: USUAL_PRIORITIES,
  dueBy: at,
  until: at,
} as const;
const number = {
  type: 'lease-number',
  callId: a1,
  agentId: ann,
  groupId: group,
  campaignId: campaignId('campaign'),
  listIds: [],
  phone: phone(1),
  held: undefined,
  until: at,
} as const;
const ask = madeUpQuestion(
  { id: 'campaign', name: 'Campaign' },
  {
    url: 'https://validation.example/ask',
    secretHeader: undefined,
    timeoutMs: millis(500),
    connectionsMax: 1,
    refusedAs: 'no-answer',
    onTimeout: { action: 'dial' },
    onError: { action: 'dial' },
  },
);
const renew = { type: 'renew-leases', chainIds: [], until: at } as const;

// biome-ignore format: a table is read in columns.
test.each<[action: Action, who: string, what: unknown]>([
  [dial,                                        'originate',      dial],
  [hangUp,                                      'hangUp',         hangUp],
  [bridge,                                      'bridge',         bridge],
  [mute,                                        'mute',           mute],
  [hold,                                        'hold',           hold],
  [digits,                                      'sendDigits',     digits],
  [record,                                      'record',         record],
  [choose,                                      'setAgentPhone',  choose],
  [raise,                                       'raiseAgent',     raise],
  [drop,                                        'dropAgent',      drop],
  [play,                                        'playAndRelease', play],
  [consult,                                     'consult',        consult],
  [transfer,                                    'transfer',       transfer],
  [conference,                                  'conference',     conference],
  [side,                                        'talkWith',       side],
  [complete,                                    'completeTransfer', complete],
  [end,                                         'endConsultation', end],
  [lease,                                       'lease',          lease],
  [number,                                      'leaseNumber',    number],
  [renew,                                       'renew',          renew],
  [ask,                                         'validate',       ask],
  [{ type: 'agent-changed', agentId: ann },     'agentChanged',   ann],
  [{ type: 'session-changed', groupId: group }, 'sessionChanged', group],
])('$type is carried out by one hand', (action, who, what) => {
  const { hands, asked } = recordingHands();
  perform(action, hands);
  expect(asked).toEqual([[who, what]]);
});

// biome-ignore format: a table is read in columns.
test.each<[type: Action['type'], as: ReturnType<typeof fencedAs>]>([
  ['originate',       'dial'],
  ['hand-on',         'dial'],
  ['hang-up',         'order'],
  ['bridge',          'order'],
  ['consult',         'order'],
  ['lease-chains',    'none'],
  ['agent-changed',   'none'],
])('%s is held back as %s', (type, as) => {
  expect(fencedAs({ type } as Action)).toBe(as);
});
