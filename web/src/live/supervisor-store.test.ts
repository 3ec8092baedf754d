import { agentId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { FakeNet } from './fake-wire.ts';
import { ServerClock } from './server-clock.ts';
import { SupervisorStore } from './supervisor-store.ts';

function arrange() {
  const net = new FakeNet();
  const { open, schedule } = net;
  const clock = new ServerClock(() => 0);
  const store = new SupervisorStore({ open, schedule, clock, probe: () => undefined });
  store.subscribe(() => undefined);
  net.wire.open();
  const sent = () => net.wire.sent.map((text) => JSON.parse(text));
  return { net, store, sent };
}

const agent = (agentId: string, phase: string) => ({ agentId, phase });
const changed = { type: 'changed', now: 2, sessions: [], sessionsGone: [], agentsGone: [] };

test('a snapshot, then the rows that changed, came and went', () => {
  const { net, store } = arrange();
  expect(store.current().known).toBe(false);
  const agents = [agent('a', 'ready'), agent('b', 'ready')];
  net.wire.say({ type: 'snapshot', version: 4, now: 1, sessions: [], agents });
  const newer = [agent('a', 'talking'), agent('c', 'ready')];
  net.wire.say({ ...changed, version: 5, agents: newer, agentsGone: ['b'] });
  expect(store.current()).toMatchObject({ known: true, agents: newer });
});

test('a gap in the versions is answered by asking again', () => {
  const { net, store, sent } = arrange();
  net.wire.say({ type: 'snapshot', version: 1, now: 1, sessions: [], agents: [] });
  net.wire.say({ ...changed, version: 3, agents: [agent('a', 'ready')] });
  expect(sent().filter(({ type }) => type === 'hello')).toHaveLength(2);
  expect(store.current().agents).toEqual([]);
});

test('a command is answered by the server', async () => {
  const { net, store, sent } = arrange();
  const refused = store.command({
    type: 'set-agent-status',
    agentId: agentId('a'),
    status: 'ready',
  });
  const { id } = sent()[1];
  net.wire.say({ type: 'reply', id, ok: false, code: 'FORBIDDEN', message: 'No.' });
  await expect(refused).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
