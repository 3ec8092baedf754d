import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { after, seconds } from '@outpace/engine/basics/time.ts';
import { beforeEach, expect, test } from 'vitest';
import { hangUp } from './calls.ts';
import { onThirdAnswered, onThirdGone } from './consultation.ts';
import { playAndRelease } from './farewell.ts';
import { handOn } from './hand-on.ts';
import { TestExchange } from './test-exchange.ts';

let at: TestExchange;
const parsed = parsePhoneNumber('+12025550199');
const callerId = parsed.ok ? parsed.value : undefined;

beforeEach(() => {
  at = new TestExchange();
});

function order(to: string, ringMs = seconds(20)) {
  const call = at.answered();
  at.asked();
  at.heard();
  const giveUpAt = after(at.x.timers.now(), ringMs);
  return { type: 'hand-on', attemptId: call, to, giveUpAt } as const;
}

test('a number is called through a trunk, and the two are together when it answers', () => {
  const wanted = { ...order('+12025550144'), callerId };
  handOn(at.x, wanted);
  handOn(at.x, wanted);
  expect(at.asked()).toEqual([
    'originate third:a1 PJSIP/+12025550144@main~trunk~carrier outpace-main alaw,ulaw +12025550199',
  ]);
  onThirdAnswered(at.x, wanted.attemptId, at.legOf('third'));
  expect(at.asked()).toEqual([
    'createBridge call:a1 mixing,proxy_media',
    'addChannel call:a1 third:a1',
    'addChannel call:a1 customer:a1',
  ]);
  expect(at.heard()).toEqual(['consultation a1 answered', 'call-transferred a1 ']);
});

test('an address is called at the desk, and takes no trunk', () => {
  handOn(at.x, order('sip:100@pbx.example'));
  expect(at.asked()).toEqual([
    'originate third:a1 PJSIP/main~desk/sip:100@pbx.example outpace-main alaw,ulaw,g722',
  ]);
});

test('what is no destination is none, and the call is released', () => {
  handOn(at.x, order('100'));
  expect(at.heard()).toEqual(['consultation a1 ended']);
  expect(at.asked()).toEqual(['hangUp customer:a1']);
});

test('an agent who is on the call leaves it at once', () => {
  const [call] = at.talking();
  const giveUpAt = after(at.x.timers.now(), seconds(20));
  handOn(at.x, { type: 'hand-on', attemptId: call, to: '+12025550144', giveUpAt });
  expect(at.asked()).toEqual([
    'removeChannel desk:ann customer:a1',
    'removeChannel desk:ann agent:ann',
    'startMusic agent:ann',
    'originate third:a1 PJSIP/+12025550144@main~trunk~carrier outpace-main alaw,ulaw',
  ]);
});

test('where the destination does not come, nobody is left', () => {
  const wanted = order('+12025550144');
  handOn(at.x, wanted);
  const leg = at.legOf('third');
  at.asked();
  onThirdGone(at.x, wanted.attemptId, leg);
  expect(at.heard()).toEqual(['consultation a1 ended']);
  expect(at.asked()).toEqual(['hangUp customer:a1']);
});

test('nor where whoever was called hangs up first', () => {
  const wanted = order('+12025550144');
  handOn(at.x, wanted);
  at.asked();
  hangUp(at.x, wanted);
  expect(at.asked()).toEqual(['hangUp third:a1', 'hangUp customer:a1']);
});

test('whoever is being told something hears it to the end', () => {
  const wanted = order('+12025550144');
  const { attemptId } = wanted;
  const message = { type: 'play-and-release', attemptId, message: 'goodbye' } as const;
  playAndRelease(at.x, { ...message, when: 'after-beep' });
  at.asked();
  handOn(at.x, wanted);
  expect(at.asked()).toEqual([]);
});
