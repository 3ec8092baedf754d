import { agentId } from '@outpace/engine/basics/ids.ts';
import { beforeEach, expect, test } from 'vitest';
import { onAgentLegGone } from './agent-legs.ts';
import { lineOf } from './exchange.ts';
import { joinAgents, partAgents } from './internal-calls.ts';
import { TestExchange } from './test-exchange.ts';

const [ann, ben] = [agentId('ann'), agentId('ben')];
const agentIds = [ann, ben] as const;
let at: TestExchange;

beforeEach(() => {
  at = new TestExchange();
});

test('the one who was called comes to the caller’s desk, and goes back to their own', () => {
  at.agentUp('ann', false);
  at.agentUp('ben', false);
  at.asked();
  joinAgents(at.x, { agentIds });
  expect(at.asked()).toEqual(['addChannel desk:ann agent:ben']);
  // Ordered again, as after the switch was away, nothing moves.
  joinAgents(at.x, { agentIds });
  expect(at.asked()).toEqual([]);
  partAgents(at.x, { agentIds });
  expect(at.asked()).toEqual(['addChannel desk:ben agent:ben']);
  partAgents(at.x, { agentIds });
  expect(at.asked()).toEqual([]);
});

test('a leg that is still on its way goes there when it is up', () => {
  at.agentUp('ann', false);
  joinAgents(at.x, { agentIds });
  at.asked();
  at.agentUp('ben', false);
  const asked = at.asked();
  expect(asked).toContain('addChannel desk:ann agent:ben');
  expect(asked).not.toContain('addChannel desk:ben agent:ben');
});

test('music that they had heard ends, and begins again when they part', () => {
  for (const name of ['ann', 'ben']) at.agentUp(name, true);
  at.asked();
  joinAgents(at.x, { agentIds });
  expect(at.asked()).toEqual([
    'createBridge desk:ann mixing,proxy_media',
    'stopMusic agent:ann',
    'addChannel desk:ann agent:ann',
    'stopMusic agent:ben',
    'addChannel desk:ann agent:ben',
  ]);
  partAgents(at.x, { agentIds });
  expect(at.asked().filter((line) => line.startsWith('startMusic'))).toHaveLength(2);
});

test('who is parted from somebody else stays where they are', () => {
  at.agentUp('ann', false);
  at.agentUp('ben', false);
  joinAgents(at.x, { agentIds });
  partAgents(at.x, { agentIds: [agentId('cat'), ben] });
  expect(lineOf(at.x, ben).meetsAt).toBe(ann);
});

test('a leg that has gone and is raised again later waits at its own desk', () => {
  at.agentUp('ann', false);
  at.agentUp('ben', false);
  const legId = at.legOf('agent');
  joinAgents(at.x, { agentIds });
  onAgentLegGone(at.x, ben, legId);
  partAgents(at.x, { agentIds });
  at.asked();
  at.agentUp('ben', false);
  expect(at.asked()).toContain('addChannel desk:ben agent:ben');
});
