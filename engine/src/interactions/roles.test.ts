import { expect, test } from 'vitest';
import { interactionId } from '../basics/ids.ts';
import { seconds } from '../basics/time.ts';
import { dialing } from '../dialing/attempt.ts';
import { ANN, BEN, CAT, draft, FIRST_DIAL, START } from '../test-site.ts';
import { INTERACTION_ACTIONS } from './allowed-actions.ts';
import { consulting, inConference, newInteraction, talking } from './interaction.ts';
import type { InteractionRole } from './roles.ts';
import { asSeenBy, ROLE_ACTIONS, roleIn } from './roles.ts';

const dials = newInteraction(dialing(FIRST_DIAL, seconds(25)), ANN, interactionId('i1'), START);
const talks = { ...talking(dials, START), draft: draft({ note: 'hers' }) };
const asks = consulting(talks, { kind: 'agent', agentId: BEN }, 'consult', START);
const three = inConference(asks);

test('who is who', () => {
  const roles = [talks, asks, three].map((each) => [ANN, BEN, CAT].map((id) => roleIn(each, id)));
  expect(roles).toEqual([
    ['owner', undefined, undefined],
    ['owner', 'consulted', undefined],
    ['owner', 'partner', undefined],
  ]);
});

test('a partner has a draft of their own, which begins as the owner’s', () => {
  const partner = { agentId: BEN, draft: draft({ note: 'his' }), draftSavedAt: START };
  const both = { ...three, partner };
  const notes = [three, both].map((each) => [ANN, BEN].map((id) => asSeenBy(each, id).draft.note));
  expect(notes).toEqual([
    ['hers', 'hers'],
    ['hers', 'his'],
  ]);
});

const may = (role: InteractionRole) =>
  INTERACTION_ACTIONS.filter((action) => ROLE_ACTIONS[action][role] === 'allowed');
const RECORD = [
  'set-call-result',
  'set-disposition',
  'do-not-call',
  'edit-record',
  'note',
  'mark-done',
  'extend-wrap-up',
  'reschedule',
];

test('who is consulted changes nothing, a partner has the record, the owner the call too', () => {
  expect(may('consulted')).toEqual(['leave-consultation']);
  expect(may('partner')).toEqual([...RECORD, 'leave-consultation']);
  expect(may('owner')).toEqual(INTERACTION_ACTIONS.filter((each) => each !== 'leave-consultation'));
});
