import { attemptId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';
import { expect, test } from 'vitest';
import { QuickCarrier } from './quick-carrier.ts';

const id = attemptId('a000001-00000001');
const LISTEN = { detect: 'balanced', message: 'sorry' } as const;

/** Dials once, bridges when a person is there, and gathers events until the call has ended. */
function lifeOfACall(carrier: QuickCarrier): Promise<readonly string[]> {
  const seen: string[] = [];
  return new Promise((resolve) => {
    carrier.onEvent((event: SwitchEvent) => {
      seen.push(event.type);
      if (event.type === 'call-progress')
        carrier.bridge({ type: 'bridge', attemptId: id, agentId: 'a' as never, beep: false });
      if (event.type === 'call-ended') resolve(seen);
    });
    const giveUpAt = instant(0);
    const phone = '+12125550142' as never;
    carrier.originate({ type: 'originate', attemptId: id, phone, giveUpAt, ...LISTEN });
  });
}

test('everybody rings, answers, is a person, talks and hangs up', async () => {
  const dialed: string[] = [];
  const onDial = (dialedId: string): void => void dialed.push(dialedId);
  const carrier = new QuickCarrier({ onDial, stepMs: 1, talkMs: 1 });
  expect(await lifeOfACall(carrier)).toEqual([
    'call-ringing',
    'call-answered',
    'call-progress',
    'call-ended',
  ]);
  expect(dialed).toEqual([id]);
});

test('a leg that is gone cannot be hung up again', () => {
  const carrier = new QuickCarrier({ onDial: () => {}, stepMs: 1, talkMs: 1 });
  const seen: string[] = [];
  carrier.onEvent((event) => seen.push(event.type));
  carrier.hangUp({ type: 'hang-up', attemptId: id });
  expect(seen).toEqual([]);
});

test('every phone can be called and every leg comes up', async () => {
  const carrier = new QuickCarrier({ onDial: () => {}, stepMs: 1, talkMs: 1 });
  const agentId = 'a' as never;
  const said = new Promise<readonly string[]>((resolve) => {
    const seen: string[] = [];
    carrier.onEvent((event) => {
      seen.push(event.type);
      if (seen.length === 2) resolve(seen);
    });
  });
  carrier.setAgentPhone({ type: 'set-agent-phone', agentId, phone: { kind: 'browser' } });
  carrier.raiseAgent({ type: 'raise-agent', agentId, music: false });
  carrier.dropAgent();
  expect(await said).toEqual(['phone-reachable', 'agent-leg']);
});
