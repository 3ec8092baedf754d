import { expect, test } from 'vitest';
import { millis } from '../basics/time.ts';
import type { SwitchEvent } from '../event.ts';
import { ANN, heard, kinds, TestSite, VOICE } from '../test-site.ts';

/** Ann talks to the first contact, recorded, with a leg of her own. */
function talking(): TestSite {
  const recording = { of: 'all', share: 0, announcement: 'none' } as const;
  const site = TestSite.running({ phones: 'needed', plan: { voice: { ...VOICE, recording } } });
  site.ready(ANN);
  site.talk(ANN);
  site.leg(ANN, 'up');
  return site;
}

test('each kind of event reaches its rule', () => {
  const site = talking();
  const { attemptId, id: interactionId } = site.interaction(ANN);
  const about = { attemptId, interactionId, file: 'f' };
  const events: readonly [event: SwitchEvent, out: readonly string[]][] = [
    [{ type: 'call-progress', attemptId, ...heard('machine') }, []],
    [{ type: 'recording', ...about, state: 'started' }, ['save-recording']],
    [{ type: 'agent-silent', agentId: ANN, silent: true }, []],
    [{ type: 'agent-leg', agentId: ANN, leg: 'lost' }, ['hold', 'raise-agent']],
    [{ type: 'phone-reachable', agentId: ANN, reachable: true }, []],
    [{ type: 'call-ended', attemptId, result: 'answer' }, ['close-attempt', 'drop-agent']],
    [{ type: 'recording', ...about, state: 'finished', durationMs: millis(9) }, ['save-recording']],
    [{ type: 'switch-down' }, []],
    [{ type: 'switch-up', legs: [] }, ['set-agent-phone']],
  ];
  for (const [event, out] of events)
    expect([event.type, kinds(site.step(event))]).toEqual([event.type, out]);
});

test('third parties are not ordered yet, and change nothing', () => {
  const site = talking();
  const { attemptId } = site.interaction(ANN);
  expect(site.step({ type: 'consultation', attemptId, state: 'answered' })).toEqual([]);
});
