import { expect, test } from 'vitest';
import type { AgentId } from '../basics/ids.ts';
import type { Desk } from '../test-consulting.ts';
import { asking, COLLEAGUE, desk, NUMBER, three } from '../test-consulting.ts';
import { ANN, answers, BEN, CAT, draft, kinds } from '../test-site.ts';
import { interactionView } from '../views/interaction-view.ts';

test('a colleague is called, with the contact on music, and is given nothing else', () => {
  const now = desk();
  const { attemptId } = now.call;
  const effects = now.ask(ANN, 'consult', { target: COLLEAGUE });
  expect(kinds(effects)).toEqual(['save-third-party', 'raise-agent', 'consult', 'reply']);
  expect(effects).toContainEqual({ type: 'consult', attemptId, target: COLLEAGUE });
  expect(now.picture).toBe("ann's: consulting target; ann talking, ben consulted");
  expect(answers(now.ask(ANN, 'complete-transfer'))).toEqual(['TARGET_NOT_THERE']);
});

type Refused = [
  why: string,
  begin: () => Desk,
  who: AgentId,
  type: string,
  rest: object,
  code: string,
];

// biome-ignore format: a table is read in columns.
test.each<Refused>([
  ['nobody is asked',                  desk,   ANN, 'end-consultation', {}, 'NOT_CONSULTING'],
  ['nothing to complete',              desk,   ANN, 'complete-transfer', {}, 'NOT_CONSULTING'],
  ['one third party at a time',        asking, ANN, 'consult', { target: NUMBER }, 'CONSULTING'],
  ['nor a fourth',                     three,  ANN, 'consult', { target: NUMBER }, 'IN_CONFERENCE'],
  ['two tabs cross',                   three,  ANN, 'complete-conference', {}, 'IN_CONFERENCE'],
  ['hold follows the consultation',    asking, ANN, 'hold', { held: true }, 'CONSULTING'],
  ['a busy colleague',                 three,  ANN, 'conference', { target: COLLEAGUE }, 'IN_CONFERENCE'],
  ['one who has a break',              desk,   ANN, 'consult', { target: { kind: 'agent', agentId: CAT } }, 'TARGET_NOT_READY'],
  ['one who asks themselves',          desk,   ANN, 'transfer', { target: { kind: 'agent', agentId: ANN } }, 'TARGET_SELF'],
  ['what is no number',                desk,   ANN, 'transfer', { target: { kind: 'number', phone: '0142' } }, 'TARGET_INVALID'],
  ['the owner is nobody’s guest',      asking, ANN, 'leave-consultation', {}, 'NOT_CONSULTED'],
  ['who is asked writes nothing',      asking, BEN, 'save-draft', { draft: draft({ note: 'mine' }) }, 'READ_ONLY'],
  ['nor finishes',                     asking, BEN, 'mark-done', { draft: draft() }, 'READ_ONLY'],
  ['nor ends the call',                asking, BEN, 'end-call', {}, 'READ_ONLY'],
  ['nor hands it on',                  asking, BEN, 'complete-transfer', {}, 'READ_ONLY'],
  ['a partner does not end the call',  three,  BEN, 'end-call', {}, 'NOT_OWNER'],
  ['who has no part in it',            asking, CAT, 'note', {}, 'INTERACTION_GONE'],
])('%s', (_why, begin, who, type, rest, code) => {
  const now = begin();
  const before = now.picture;
  const command = type === 'note' ? 'save-draft' : type;
  expect(answers(now.ask(who, command, rest))).toEqual([code]);
  expect(now.picture).toBe(before);
});

test('a transfer to an agent who logs off in that instant is refused, and the call goes on', () => {
  const now = desk();
  expect(answers(now.ask(BEN, 'log-off'))).toEqual(['ok']);
  const effects = now.ask(ANN, 'transfer', { target: COLLEAGUE });
  expect([answers(effects), kinds(effects)]).toEqual([['AGENT_NOT_LOGGED_ON'], ['reply']]);
});

test('who was asked sees the record and not a button but one', () => {
  const now = asking();
  const { id } = now.call;
  const view = interactionView(now.site.state, id, BEN);
  expect([view.role, view.ownerName, view.contactName]).toEqual(['consulted', 'ann', 'Person 1']);
  const may = Object.entries(view.actions).filter(([, answer]) => answer === 'allowed');
  expect(may.map(([action]) => action)).toEqual(['leave-consultation']);
  expect(interactionView(now.site.state, id).third).toEqual({
    name: 'ben',
    kind: 'agent',
    purpose: 'consult',
    state: 'there',
    since: now.site.at,
    side: 'target',
    takesOver: false,
  });
});

test('a repeated command is answered alike and done once', () => {
  const now = desk();
  const { id: interactionId } = now.call;
  const commandId = now.site.nextId();
  const command = { type: 'consult', interactionId, target: COLLEAGUE } as const;
  const event = { type: 'agent-command', agentId: ANN, commandId, command } as const;
  const [first, second] = [now.site.step(event), now.site.step(event)];
  expect([kinds(first).includes('consult'), kinds(second)]).toEqual([true, ['reply']]);
});
