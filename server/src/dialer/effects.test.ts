import { agentId, attemptId, campaignGroupId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import type { Action } from '@outpace/engine/effect.ts';
import { phone } from '@outpace/engine/test-site.ts';
import { expect, test } from 'vitest';
import type { Hands } from './effects.ts';
import { perform } from './effects.ts';

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
      playAndRelease: note('playAndRelease'),
      onEvent: note('onEvent'),
      close: () => Promise.resolve(),
    },
    screens: { agentChanged: note('agentChanged'), sessionChanged: note('sessionChanged') },
    lease: note('lease'),
    renew: note('renew'),
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
  detect: true,
} as const;
const hangUp = { type: 'hang-up', attemptId: a1 } as const;
const bridge = { type: 'bridge', attemptId: a1, agentId: ann } as const;
const mute = { type: 'mute', attemptId: a1, muted: true } as const;
const play = { type: 'play-and-release', attemptId: a1, message: 'sorry' } as const;
const lease = { type: 'lease-chains', groupId: group, lists: [], dueBy: at, until: at } as const;
const renew = { type: 'renew-leases', chainIds: [], until: at } as const;

// biome-ignore format: a table is read in columns.
test.each<[action: Action, who: string, what: unknown]>([
  [dial,                                        'originate',      dial],
  [hangUp,                                      'hangUp',         hangUp],
  [bridge,                                      'bridge',         bridge],
  [mute,                                        'mute',           mute],
  [play,                                        'playAndRelease', play],
  [lease,                                       'lease',          lease],
  [renew,                                       'renew',          renew],
  [{ type: 'agent-changed', agentId: ann },     'agentChanged',   ann],
  [{ type: 'session-changed', groupId: group }, 'sessionChanged', group],
])('$type is carried out by one hand', (action, who, what) => {
  const { hands, asked } = recordingHands();
  perform(action, hands);
  expect(asked).toEqual([[who, what]]);
});
