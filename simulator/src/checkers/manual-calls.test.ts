import { must } from '@outpace/engine/basics/assert.ts';
import { agentGroupId, agentId } from '@outpace/engine/basics/ids.ts';
import type { Effect } from '@outpace/engine/effect.ts';
import { expect, test } from 'vitest';
import { fictionPhone } from '../lists.ts';
import type { MomentOf } from './checker.ts';
import { ManualCalls } from './manual-calls.ts';
import { openedIn, Scene } from './scene.ts';

const SALES = agentGroupId('sales');
const CALL = { type: 'call-number', phone: fictionPhone(50_000) } as const;

/** A call that the agent has asked for and the store has leased. */
function called() {
  const checker = new ManualCalls();
  const scene = new Scene([checker], { manualCalls: true });
  const { agentId: id } = scene;
  scene.supervise({ type: 'load', plan: scene.plan, autoComplete: false });
  scene.step({ type: 'agent-logged-on', agentId: id, name: 'Ann', groupIds: [SALES] });
  scene.step({ type: 'agent-connected', agentId: id });
  const asked = scene.say(CALL);
  const made = must(scene.last, 'the dial');
  expect(scene.broken).toEqual([]);
  return { scene, asked, made };
}

test('a call by hand is made once for the one who asked', () => {
  const { made } = called();
  expect(openedIn(made)).toMatchObject({ mode: 'manual', agentId: 'ann' });
});

test('a second call for the same command is found', () => {
  const { scene, asked } = called();
  scene.show(asked);
  expect(scene.broken).toEqual([expect.stringContaining('makes 2 calls')]);
});

const bent = (made: MomentOf<'step'>, effects: readonly Effect[]) => ({ ...made, effects });

test('a call for an agent who did not ask is found', () => {
  const { scene, made } = called();
  scene.show(bent(made, [{ ...openedIn(made), agentId: agentId('ben') }]));
  expect(scene.broken).toEqual([expect.stringContaining('asked for by ann')]);
});

test('a call before its agent is on the line is found', () => {
  const { scene, made } = called();
  const ann = must(scene.state.agents.get(scene.agentId), 'agent');
  const phone = { kind: 'browser', reachable: true, leg: 'raising', silent: false } as const;
  scene.state.agents.set(scene.agentId, { ...ann, phone });
  scene.show(made);
  expect(scene.broken).toEqual([expect.stringContaining('before its agent is on the line')]);
});
