import { commandId } from '@outpace/engine/basics/ids.ts';
import { asking } from '@outpace/engine/test-consulting.ts';
import { ANN, BEN, draft } from '@outpace/engine/test-site.ts';
import { expect, test } from 'vitest';
import { GuestsWriteNothing } from './guests-write-nothing.ts';

test('what a guest writes is found, what the owner writes is not', () => {
  const checker = new GuestsWriteNothing();
  const { site, call } = asking();
  const { state, at } = site;
  const seen = { type: 'step', at, state, effects: [] } as const;
  const { id: interactionId } = call;
  const save = { type: 'save-draft', interactionId, draft: draft() } as const;
  const command = { type: 'agent-command', at, commandId: commandId('c'), command: save } as const;
  const { callResult, dispositionCode, doNotCall, note } = draft();
  const write = { type: save.type, interactionId, callResult, dispositionCode, doNotCall, note };
  const effects = [write];
  expect(checker.see({ ...seen, event: { type: 'tick', at } })).toEqual([]);
  expect(checker.see({ ...seen, effects, event: { ...command, agentId: ANN } })).toEqual([]);
  expect(checker.see({ ...seen, effects, event: { ...command, agentId: BEN } })).toEqual([
    "a guest's command leads to save-draft",
  ]);
});

test('a guest may take back what they said in a conversation before', () => {
  const checker = new GuestsWriteNothing();
  const { site, call } = asking();
  const { state, at } = site;
  const seen = { type: 'step', at, state } as const;
  const undo = { type: 'undo-do-not-call', interactionId: call.id } as const;
  const command = { type: 'agent-command', at, commandId: commandId('c'), command: undo } as const;
  const { callResult, dispositionCode, doNotCall, note } = draft();
  const words = { callResult, dispositionCode, doNotCall, note };
  const effects = [{ type: 'save-draft', interactionId: call.id, ...words }] as const;
  checker.see({ ...seen, effects: [], event: { type: 'tick', at } });
  const guests = { ...seen, effects, event: { ...command, agentId: BEN } };
  expect(checker.see(guests)).toEqual([]);
});
