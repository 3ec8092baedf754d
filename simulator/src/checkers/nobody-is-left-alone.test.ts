import { asking, COLLEAGUE, desk } from '@outpace/engine/test-consulting.ts';
import { BEN } from '@outpace/engine/test-site.ts';
import { expect, test } from 'vitest';
import { NobodyIsLeftAlone } from './nobody-is-left-alone.ts';

test('a third party that the engine has forgotten is found', () => {
  const checker = new NobodyIsLeftAlone();
  const [{ site, call }, other] = [asking(), desk()];
  const { attemptId } = call;
  const target = { kind: 'agent', agentId: BEN } as const;
  const event = { type: 'tick', at: site.at } as const;
  const step = { type: 'step', at: site.at, event, effects: [] } as const;
  const called = { ...step, effects: [{ type: 'consult', attemptId, target }] } as const;
  expect(COLLEAGUE).toEqual(target);
  expect(checker.see({ ...called, state: site.state })).toEqual([]);
  const alone = `a third party of ${attemptId} is left alone`;
  expect(checker.see({ ...step, state: other.site.state })).toEqual([alone]);
  const end = [{ type: 'end-consultation', attemptId }] as const;
  expect(checker.see({ ...step, effects: end, state: other.site.state })).toEqual([]);
});

test('one that is found when the switch is back, and nobody knows of, is found here too', () => {
  const checker = new NobodyIsLeftAlone();
  const { site, call } = desk();
  const third = { agentId: BEN, isUp: true, side: 'target', hasCall: false } as const;
  const leg = { ...site.survivor(site.attempt(1)), third };
  const { at, state } = site;
  const event = { type: 'switch-up', at, legs: [leg] } as const;
  expect(checker.see({ type: 'step', at, event, effects: [], state })).toEqual([
    `a third party of ${call.attemptId} is left alone`,
  ]);
});
