import { expect, test } from 'vitest';
import type { AgentId } from '../basics/ids.ts';
import type { Desk } from '../test-consulting.ts';
import { asking, COLLEAGUE, desk, GROUP_OF_THEM, NUMBER, three } from '../test-consulting.ts';
import { ANN, answers, BEN, CAT, draft, kinds, phone } from '../test-site.ts';
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

/** Ben has a break too. */
function alone(): Desk {
  const now = desk();
  now.site.ask(BEN, { type: 'set-not-ready', reason: 'lunch' });
  return now;
}

function barred(): Desk {
  const now = desk();
  const keys = [{ kind: 'phone', phone: phone(77) }] as const;
  now.site.order({ type: 'suppress', keys, reason: 'asked in a letter' });
  return now;
}

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
  ['a group with nobody to ask',       alone,  ANN, 'consult', { target: GROUP_OF_THEM }, 'TARGET_GROUP_NOT_READY'],
  ['who does not want to be called',   barred, ANN, 'transfer', { target: NUMBER }, 'NUMBER_SUPPRESSED'],
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

test('of a group its longest ready member is called, as any agent would be', () => {
  const now = desk();
  const { attemptId } = now.call;
  const effects = now.ask(ANN, 'transfer', { target: GROUP_OF_THEM });
  expect(effects).toContainEqual({ type: 'transfer', attemptId, target: COLLEAGUE });
  expect(now.picture).toBe("ann's: consulting customer; ann talking, ben consulted");
});

test('a member who is lost in the very moment leaves the contact with the agent', () => {
  const now = desk();
  now.ask(ANN, 'consult', { target: GROUP_OF_THEM });
  now.site.leg(BEN, 'failed');
  expect(now.picture).toBe("ann's: connected; ann talking, ben not-ready");
  expect(answers(now.ask(ANN, 'consult', { target: GROUP_OF_THEM }))).toEqual([
    'TARGET_GROUP_NOT_READY',
  ]);
});

test('what the store holds against a number comes in with the command', () => {
  const now = desk();
  const { id: interactionId } = now.call;
  const command = { type: 'consult', interactionId, target: NUMBER } as const;
  const asked = {
    agentId: ANN,
    commandId: now.site.nextId(),
    command,
    suppressed: [{ phone: phone(77), campaignId: undefined }],
  };
  expect(answers(now.site.step({ type: 'agent-command', ...asked }))).toEqual([
    'NUMBER_SUPPRESSED',
  ]);
  expect(now.picture).toBe("ann's: connected; ann talking, ben ready");
});
