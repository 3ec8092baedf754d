import { expect, test } from 'vitest';
import { minutes } from '../basics/time.ts';
import { asking, desk, NUMBER } from '../test-consulting.ts';
import { ANN, answers, BEN, draft, kinds, phone } from '../test-site.ts';

test('a transfer moves all rights, in the store as well, and tells the one who had them', () => {
  const now = asking();
  now.ask(ANN, 'save-draft', { draft: draft({ note: 'wants a letter' }) });
  const { id: interactionId } = now.call;
  now.ask(ANN, 'complete-transfer');
  const effects = now.moved(BEN);
  const { at } = now.site;
  const what = { type: 'transfer-interaction', interactionId, from: ANN, to: BEN, at };
  expect(effects).toContainEqual(what);
  expect(kinds(effects)).toContain('save-third-party');
  expect(now.site.agent(ANN).lastShared).toEqual({
    at,
    contactName: 'Person 1',
    phone: phone(1),
    how: 'taken-over',
    agentName: 'ben',
  });
  expect(answers(now.ask(ANN, 'save-draft', { draft: draft() }))).toEqual(['INTERACTION_GONE']);
  expect(now.site.interaction(BEN).draft.note).toBe('wants a letter');
  now.site.endCall(BEN);
  const done = now.site.markDone(BEN);
  expect(kinds(done)).toContain('close-interaction');
});

test('talk time is each one’s own', () => {
  const now = asking();
  now.site.tick(minutes(2));
  now.ask(ANN, 'complete-transfer');
  now.moved(BEN);
  now.site.tick(minutes(3));
  now.site.endCall(BEN);
  now.site.markDone(BEN);
  const talked = [ANN, BEN].map((id) => now.site.agent(id).today.talkMs);
  expect(talked).toEqual([minutes(2), minutes(3)]);
});

test('what is said to a third party outside is not recorded any more', () => {
  const now = desk();
  const call = now.call;
  const recording = { state: 'on', why: 'campaign', since: now.site.at } as const;
  now.site.state.interactions.set(call.id, { ...call, recording });
  now.with('transfer', NUMBER);
  expect(kinds(now.moved(undefined)).slice(0, 2)).toEqual(['record', 'save-third-party']);
});
