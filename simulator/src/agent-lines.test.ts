import type { PhoneNeed } from '@outpace/engine/agents/agent-phone.ts';
import { agentId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import type { LineTurn } from './agent-lines.ts';
import { AgentLines } from './agent-lines.ts';

const ann = agentId('ann');
const raise = { type: 'raise-agent', agentId: ann, music: false } as const;
const drop = { type: 'drop-agent', agentId: ann } as const;
const browser = { type: 'set-agent-phone', agentId: ann, phone: { kind: 'browser' } } as const;
const desk = { ...browser, phone: { kind: 'desk', address: 'sip:ann@desk.example' } } as const;

const inWords = ({ events, wakes }: LineTurn): readonly string[] => [
  ...events.map((event) => Object.values(event).join(' ')),
  ...wakes.map(({ what, at }) => `${what} at ${at}`),
];

function registered(need: PhoneNeed = 'needed', fails = false): AgentLines {
  const lines = new AgentLines(need, () => fails);
  lines.register(ann, true);
  return lines;
}
const order = (lines: AgentLines, what: Parameters<AgentLines['order']>[0], at = 0): LineTurn =>
  lines.order(what, instant(at));

test('a leg comes up a moment after it was ordered, and is said again to who asks again', () => {
  const lines = registered();
  const raised = order(lines, raise);
  expect(inWords(raised)).toEqual(['leg-up at 200']);
  expect([inWords(order(lines, raise)), lines.isUp(ann), lines.isOrdered(ann)]).toEqual([
    [],
    false,
    true,
  ]);
  const [wake] = raised.wakes;
  if (wake === undefined) expect.unreachable();
  expect(inWords(lines.wake(wake))).toEqual(['agent-leg ann up']);
  expect([inWords(lines.wake(wake)), inWords(order(lines, raise)), lines.up]).toEqual([
    [],
    ['agent-leg ann up'],
    [ann],
  ]);
});

test('a leg that was dropped on its way does not come up, even if it was raised anew', () => {
  const lines = registered();
  const [first] = order(lines, raise).wakes;
  expect(inWords(order(lines, drop))).toEqual([]);
  const [second] = order(lines, raise, 100).wakes;
  if (first === undefined || second === undefined) expect.unreachable();
  expect([inWords(lines.wake(first)), inWords(lines.wake(second))]).toEqual([
    [],
    ['agent-leg ann up'],
  ]);
});

test('a browser that is not there, or a leg with trouble, fails; a desk phone is called', () => {
  const gone = new AgentLines('needed');
  expect(inWords(order(gone, raise))).toEqual(['leg-failed at 50']);
  expect(inWords(order(registered('needed', true), raise))).toEqual(['leg-failed at 50']);
  const called = new AgentLines('needed');
  expect(inWords(order(called, desk))).toEqual([]);
  expect(inWords(order(called, raise))).toEqual(['leg-up at 200']);
});

test('who chooses the browser is told whether it can be called', () => {
  const lines = new AgentLines('needed');
  expect(inWords(order(lines, browser))).toEqual(['phone-reachable ann false']);
  expect(inWords(lines.register(ann, true))).toEqual(['phone-reachable ann true']);
  expect(inWords(order(lines, browser))).toEqual(['phone-reachable ann true']);
  order(lines, desk);
  expect(inWords(lines.register(ann, false))).toEqual([]);
});

test('only a leg that is up is lost or silent', () => {
  const lines = registered();
  expect([inWords(lines.lose(ann, 'lost')), inWords(lines.silence(ann, true))]).toEqual([[], []]);
  for (const wake of order(lines, raise).wakes) lines.wake(wake);
  expect([inWords(lines.silence(ann, true)), inWords(lines.lose(ann, 'hung-up'))]).toEqual([
    ['agent-silent ann true'],
    ['agent-leg ann hung-up'],
  ]);
  for (const wake of order(lines, raise).wakes) lines.wake(wake);
  lines.vanish();
  expect(lines.up).toEqual([]);
});

test('where no phone is needed everybody is heard and nothing is said', () => {
  const lines = registered('none');
  expect([lines.isUp(ann), lines.isOrdered(ann), inWords(order(lines, browser))]).toEqual([
    true,
    true,
    [],
  ]);
});
