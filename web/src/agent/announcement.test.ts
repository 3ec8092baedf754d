import { instant } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { announcement, type Spoken } from './announcement.ts';

const contactName = 'Maria Keller';
const phone = '+12125550142';
const campaignName = 'Summer renewals';

const callback = {
  kind: 'personal',
  dueAt: instant(0),
  zone: 'America/New_York',
  isMine: true,
} as const;

const reasons = [{ code: 'lunch', label: 'Lunch' }];
const ready = { status: { phase: 'ready', reason: undefined }, reasons } as const;

test.each<[said: string, spoken: Partial<Spoken>]>([
  ['You are Ready', {}],
  ['You are Not Ready', { status: { phase: 'not-ready', reason: undefined } }],
  ['You are Not Ready: Lunch', { status: { phase: 'not-ready', reason: 'lunch' } }],
  ['', { status: { phase: 'reserved', reason: undefined } }],
  [
    'Record offered: Maria Keller, Summer renewals',
    { offer: { contactName, phone, campaignName } },
  ],
  [
    'Record offered: +12125550142, Summer renewals',
    { offer: { contactName: '', phone, campaignName } },
  ],
  ['Ben calls you', { internal: { name: 'Ben', role: 'colleague', state: 'ringing' } }],
  ['Ringing at Ben', { internal: { name: 'Ben', role: 'caller', state: 'ringing' } }],
  ['You talk with Ben', { internal: { name: 'Ben', role: 'caller', state: 'talking' } }],
  [
    'Callback offered: Maria Keller, Summer renewals',
    { offer: { contactName, phone, campaignName, callback } },
  ],
  [
    'Checking whether Maria Keller may be called',
    { dialing: { contactName, phone, phase: 'validating' } },
  ],
  ['Dialing Maria Keller for you', { dialing: { contactName, phone, phase: 'dialing' } }],
  ['Ringing at Maria Keller for you', { dialing: { contactName, phone, phase: 'ringing' } }],
  ['Dialing Maria Keller', { interaction: { contactName, phone, phase: 'dialing' } }],
  ['Ringing at Maria Keller', { interaction: { contactName, phone, phase: 'ringing' } }],
  ['Connected with Maria Keller', { interaction: { contactName, phone, phase: 'connected' } }],
  [
    'Maria Keller is on hold and hears music',
    { interaction: { contactName, phone, phase: 'on-hold' } },
  ],
  [
    'Your phone lost the call with Maria Keller. Connecting again',
    { interaction: { contactName, phone, phase: 'reconnecting' } },
  ],
  [
    'Call ended. After call work for Maria Keller',
    { interaction: { contactName, phone, phase: 'wrap-up' } },
  ],
  [
    'Waiting for your phone, then Maria Keller is called again',
    { interaction: { contactName, phone, phase: 'wrap-up', recallWaits: true } },
  ],
])('"%s"', (said, spoken) => {
  expect(announcement({ ...ready, ...spoken })).toBe(said);
});
