import { expect, test } from 'vitest';
import type { AgentOrder } from './agent-order.ts';
import { entryOf } from './agent-order.ts';
import { ANN, START } from './test-site.ts';

test.each<[order: AgentOrder, what: string, status: string | undefined]>([
  [{ type: 'release-engagement', agentId: ANN }, 'agent-released', undefined],
  [{ type: 'set-agent-status', agentId: ANN, status: 'ready' }, 'agent-status-set', 'ready'],
])('$type is kept with who ordered it', (order, what, status) => {
  const entry = { type: 'log-agent-order', by: 'sue', agentId: ANN, what, status, at: START };
  expect(entryOf(order, 'sue', START)).toEqual(entry);
});
