import { expect, test } from 'vitest';
import { minutes } from '../basics/time.ts';
import { three } from '../test-consulting.ts';
import { ANN, answers, BEN, draft, kinds } from '../test-site.ts';

test('in a conference the first finish wins, with the words of the one who finished', () => {
  const now = three();
  const { id: interactionId } = now.call;
  now.ask(ANN, 'save-draft', { draft: draft({ note: 'hers' }) });
  now.ask(BEN, 'save-draft', { draft: draft({ note: 'his' }) });
  expect([now.call.draft.note, now.call.partner?.draft.note]).toEqual(['hers', 'his']);
  now.site.ended(now.site.attempt(1));
  const effects = now.ask(BEN, 'mark-done', { draft: draft({ note: 'his' }) });
  expect(kinds(effects).slice(0, 2)).toEqual(['transfer-interaction', 'close-interaction']);
  expect(effects).toContainEqual(
    expect.objectContaining({ type: 'close-interaction', note: 'his' }),
  );
  expect(now.site.agent(ANN)).toMatchObject({
    phase: 'ready',
    lastShared: { how: 'finished', agentName: 'ben', contactName: 'Person 1' },
  });
  expect(now.site.agent(BEN).lastShared).toBeUndefined();
  const late = { type: 'mark-done', interactionId, draft: draft() } as const;
  expect(answers(now.site.ask(ANN, late))).toEqual(['INTERACTION_GONE']);
});

test('a partner may leave the record to its owner', () => {
  const now = three();
  now.site.ended(now.site.attempt(1));
  now.ask(BEN, 'leave-consultation');
  expect(now.picture).toBe("ann's: wrap-up; ann wrap-up, ben ready");
  expect(answers(now.ask(BEN, 'mark-done', { draft: draft() }))).toEqual(['INTERACTION_GONE']);
});

test('after-call work that is over by time is over for both', () => {
  const now = three();
  now.site.ended(now.site.attempt(1));
  now.site.step({ type: 'agent-disconnected', agentId: ANN });
  now.site.tick(minutes(6));
  expect([now.site.agent(BEN).phase, now.site.state.interactions.size]).toEqual(['ready', 0]);
});
