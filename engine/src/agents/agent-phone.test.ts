import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AgentPhone, LegState, PhoneChoice } from './agent-phone.ts';
import {
  chosenPhone,
  hasLeg,
  isUsable,
  newPhone,
  parsePhoneChoice,
  withLeg,
  withLegEvent,
  withReach,
  withSilence,
} from './agent-phone.ts';

const none: AgentPhone = { kind: 'none' };
const browser = (
  leg: LegState,
  reachable = true,
  silent = false,
): Exclude<AgentPhone, { kind: 'none' }> => ({ kind: 'browser', reachable, leg, silent });
const desk = (leg: LegState): AgentPhone => ({ ...browser(leg), kind: 'desk' });

test('an agent begins with the browser’s phone, which has not registered yet', () => {
  expect(newPhone('none')).toEqual(none);
  expect(newPhone('needed')).toEqual(browser('down', false));
  expect(chosenPhone({ kind: 'desk', address: 'sip:ann@desk.example' })).toEqual(desk('down'));
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, phone: AgentPhone, isUsable: boolean, hasLeg: boolean]>([
  ['no phone is needed',                 none,                         true,  true],
  ['a browser that has not registered',  browser('down', false),       false, false],
  ['a browser that can be called',       browser('down'),              true,  false],
  ['one that is being called',           browser('raising'),           true,  true],
  ['one that is heard',                  browser('up'),                true,  true],
  ['one on which nothing is heard',      browser('up', true, true),    false, true],
  ['one that is heard, but unregistered', browser('up', false),        false, true],
  ['a desk phone',                       desk('down'),                 true,  false],
])('%s', (_why, phone, usable, leg) => {
  expect([isUsable(phone), hasLeg(phone)]).toEqual([usable, leg]);
});

type Said = Parameters<typeof withLegEvent>[1];

// `undefined`: old news, the very same phone.
// biome-ignore format: a table is read in columns.
test.each<[why: string, before: LegState, said: Said, after: LegState | undefined]>([
  ['the leg that was ordered is up',      'raising', 'up',      'up'],
  ['it does not come up',                 'raising', 'failed',  'down'],
  ['an earlier leg was hung up',          'raising', 'hung-up', undefined],
  ['an earlier leg was lost',             'raising', 'lost',    undefined],
  ['it is up, said twice',                'up',      'up',      undefined],
  ['it is hung up',                       'up',      'hung-up', 'down'],
  ['it breaks off',                       'up',      'lost',    'down'],
  ['it was never there',                  'up',      'failed',  'down'],
  ['one that was dropped comes up',       'down',    'up',      'up'],
  ['it is gone, said twice',              'down',    'lost',    undefined],
  ['it failed, said twice',               'down',    'failed',  undefined],
])('%s', (_why, before, said, after) => {
  const phone = browser(before);
  const now = withLegEvent(phone, said);
  if (after === undefined) expect(now).toBe(phone);
  else expect(now).toEqual(browser(after));
  expect(withLegEvent(none, said)).toBe(none);
});

test('only a browser registers; what is known already is the same phone', () => {
  const ready = browser('down');
  expect(withReach(ready, false)).toEqual(browser('down', false));
  expect([withReach(ready, true), withReach(none, false)]).toEqual([ready, none]);
  const table = desk('up');
  expect(withReach(table, false)).toBe(table);
});

test('that a leg is silent may be said before it is up', () => {
  const silent = withSilence(browser('raising'), true);
  expect(withLegEvent(silent, 'up')).toEqual(browser('up', true, true));
  expect(withLegEvent(silent, 'failed')).toEqual(browser('down'));
});

test('silence is a matter of the leg that is there, and ends with it', () => {
  const silent = withSilence(browser('up'), true);
  expect(silent).toEqual(browser('up', true, true));
  expect(withSilence(silent, false)).toEqual(browser('up'));
  expect([withLeg(silent, 'down'), withLeg(silent, 'raising')]).toEqual([
    browser('down'),
    browser('raising'),
  ]);
  const down = browser('down');
  expect([withSilence(down, true), withLeg(none, 'up')]).toEqual([down, none]);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, address: string, kept: string | undefined]>([
  ['a SIP address',                    'sip:ana@desk.example',       'sip:ana@desk.example'],
  ['one with a port',                  'sip:2001@10.0.0.7:5070',     'sip:2001@10.0.0.7:5070'],
  ['spaces around it are nobody’s wish', ' sip:ana@desk.example ',   'sip:ana@desk.example'],
  ['a number',                         '+1 (212) 555-0142',          '+12125550142'],
  ['a number without its country',     '2125550142',                 undefined],
  ['nothing',                          '   ',                        undefined],
  ['half an address',                  'sip:ana',                    undefined],
  ['another scheme',                   'tel:+12125550142',           undefined],
  ['a header smuggled in',             'sip:ana@desk.example;lr?X=1', undefined],
  ['a second destination',             'sip:ana@a.example&PJSIP/b',  undefined],
  ['a line break',                     'sip:ana@desk.example\nX: y', undefined],
])('%s', (_why, address, kept) => {
  const wish: PhoneChoice = { kind: 'desk', address };
  const expected = kept === undefined ? { ok: false, problem: 'invalid' } : undefined;
  expect(parsePhoneChoice(wish)).toEqual(
    expected ?? { ok: true, value: { kind: 'desk', address: kept } },
  );
});

test('the browser’s phone needs no address', () => {
  expect(parsePhoneChoice({ kind: 'browser' })).toEqual({ ok: true, value: { kind: 'browser' } });
});

test('an address that is taken holds no letter that a dial plan could read as its own', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((text) => `sip:${text}@a.example`),
      ),
      (text) => {
        const parsed = parsePhoneChoice({ kind: 'desk', address: text });
        if (!parsed.ok || parsed.value.kind !== 'desk') return true;
        return /^[A-Za-z0-9:@._+-]+$/.test(parsed.value.address);
      },
    ),
  );
});
