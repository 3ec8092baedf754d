import { expect, test } from 'vitest';
import { agentId, attemptId, campaignGroupId, interactionId } from '../basics/ids.ts';
import { after, hours, minutes } from '../basics/time.ts';
import type { CustomerLeg, SurvivingLeg } from '../dialing/surviving-leg.ts';
import type { RecoveredAttempt, RecoveredInteraction } from '../event.ts';
import type { Draft } from '../interactions/interaction.ts';
import {
  AGENTS,
  ANN,
  chain,
  draft,
  GROUP,
  kinds,
  phone,
  plan,
  record,
  START,
  TestSite,
} from '../test-site.ts';

const found = (said: Draft | undefined): RecoveredAttempt => ({
  attemptId: attemptId('a000000-00000007'),
  groupId: GROUP,
  plan: plan(),
  chain: chain(1, { records: [record(1, { attempts: 2 })] }),
  openedAt: after(START, minutes(-3)),
  interaction:
    said === undefined
      ? undefined
      : {
          id: interactionId('i000000-00000008'),
          agentId: ANN,
          agentName: 'Ann',
          agentGroupIds: [AGENTS],
          draft: said,
          openedAt: after(START, minutes(-3)),
          answeredAt: undefined,
          connectedAt: undefined,
          endedAt: undefined,
          isRecorded: false,
        },
});
const recover = (said: Draft | undefined) =>
  new TestSite().step({
    type: 'recovered',
    attempts: [found(said)],
    sessions: [],
    legs: undefined,
  });
const closed = {
  type: 'close-attempt',
  attemptId: 'a000000-00000007',
  answeredAt: undefined,
  connectedAt: undefined,
  endedAt: START,
  cpd: undefined,
};

test('a dial found open after a crash is closed as switch error, and the record rests', () => {
  expect(recover(undefined)).toEqual([
    { ...closed, result: 'switch-error', agentId: undefined },
    {
      type: 'save-chain',
      chainId: '1',
      state: 'ready',
      position: 0,
      treatment: { trigger: 'fault', applied: 0, faults: 1 },
      dueAt: after(START, hours(1)),
      toTop: false,
      records: [
        record(1, {
          attempts: 2,
          type: 'campaign-rescheduled',
          callResult: 'switch-error',
          calledAt: START,
        }),
      ],
    },
  ]);
});

test('a conversation found open is closed with what had been entered', () => {
  const said = draft({ callResult: 'wrong-party', note: 'moved away', dispositionCode: 'none' });
  const records = [
    record(1, { attempts: 3, status: 'updated', callResult: 'wrong-party', calledAt: START }),
  ];
  expect(recover(said)).toMatchObject([
    { ...closed, result: 'answer', agentId: ANN },
    {
      type: 'close-interaction',
      interactionId: 'i000000-00000008',
      closedBy: 'recovery',
      ...said,
      connectedAt: undefined,
      endedAt: START,
      doneAt: START,
    },
    { type: 'save-chain', chainId: '1', state: 'closed', records },
  ]);
});

test('one in which nothing had been entered was an answer', () => {
  expect(recover(draft()).filter(({ type }) => type === 'close-interaction')).toMatchObject([
    { callResult: 'answer', dispositionCode: undefined, note: '' },
  ]);
});

test('a do-not-call entered before the crash is in force after it', () => {
  const effects = recover(draft({ doNotCall: 'number' }));
  expect(effects.slice(1)).toMatchObject([
    { type: 'close-interaction', doNotCall: 'number' },
    { type: 'save-chain', state: 'closed', records: [{ type: 'no-call' }] },
    {
      type: 'add-suppression',
      key: { kind: 'phone', phone: phone(1) },
      by: ANN,
      interactionId: 'i000000-00000008',
    },
  ]);
});

test('groups come back as they were, running only if the site says so', () => {
  const site = new TestSite();
  const back = { plan: plan(), mode: 'progressive', multiplier: 1, autoComplete: true } as const;
  const other = { ...back, plan: plan({ groupId: campaignGroupId('other') }) };
  const sessions = [
    { ...back, run: true },
    { ...other, run: false },
  ];
  const effects = site.step({ type: 'recovered', attempts: [], sessions, legs: undefined });
  expect(kinds(effects)).toEqual(['save-session', 'save-session', 'lease-chains', 'lease-chains']);
  expect(site.picture()).toEqual({ group: 'running:', other: 'active:' });
});

const session = { plan: plan(), mode: 'progressive', multiplier: 1, autoComplete: false } as const;
const leg = (state: CustomerLeg['state']): CustomerLeg => ({
  of: 'attempt',
  attemptId: attemptId('a000000-00000007'),
  state,
  agentId: undefined,
  isHeld: false,
  recording: 'off',
});

/** After a crash in which the switch can be asked; the group comes back running. */
function survey(legs: readonly SurvivingLeg[], interaction?: Partial<RecoveredInteraction>) {
  const site = new TestSite();
  const one = found(interaction === undefined ? undefined : draft());
  const attempt =
    one.interaction === undefined
      ? one
      : { ...one, interaction: { ...one.interaction, ...interaction } };
  const sessions = [{ ...session, run: true }];
  const effects = site.step({ type: 'recovered', attempts: [attempt], sessions, legs });
  return { site, effects };
}
const released = ({ effects }: ReturnType<typeof survey>) =>
  effects.flatMap((effect) => {
    if (effect.type === 'close-attempt') return [effect.result];
    if (effect.type === 'play-and-release') return [`${effect.type} ${effect.message}`];
    return effect.type === 'hang-up' ? [effect.type] : [];
  });

// biome-ignore format: a table is read in columns.
test.each<[why: string, legs: readonly SurvivingLeg[], released: readonly string[], abandoned: number]>([
  ['a phone that rings for nobody is hung up',   [leg('ringing')], ['switch-error', 'hang-up'],               0],
  ['who answered and is alone is told so',       [leg('waiting')], ['dropped', 'play-and-release sorry'],     1],
  ['who hears the message hears it out',         [leg('message')], ['dropped'],                              1],
  ['what is gone is gone',                       [],               ['switch-error'],                         0],
])('%s', (_why, legs, outcome, abandoned) => {
  const found = survey(legs);
  expect(released(found)).toEqual(outcome);
  expect(found.site.state.sessions.get(GROUP)?.counts).toMatchObject({ abandoned });
  expect(found.site.picture()).toEqual({ group: 'running:' });
});

test('an accepted record that was never connected is no conversation: it rests', () => {
  const { effects } = survey([leg('ringing')], {});
  expect(effects).toContainEqual(
    expect.objectContaining({ type: 'save-chain', dueAt: after(START, hours(1)) }),
  );
  expect(effects).toContainEqual(
    expect.objectContaining({
      type: 'close-interaction',
      closedBy: 'recovery',
      callResult: 'switch-error',
    }),
  );
});

test('late words of a call that was closed do not cut its message', () => {
  const { site } = survey([leg('waiting')]);
  const { attemptId: id } = leg('waiting');
  expect(site.step({ type: 'call-answered', attemptId: id })).toEqual([]);
  expect(site.step({ type: 'call-ringing', attemptId: id })).toEqual([]);
});

test('legs that nobody remembers are released too, but nobody who talks is cut off', () => {
  const other = (id: string, state: CustomerLeg['state']): CustomerLeg => ({
    ...leg(state),
    attemptId: attemptId(id),
    agentId: state === 'talking' ? ANN : undefined,
  });
  const { effects } = survey([
    other('x1', 'ringing'),
    other('x2', 'waiting'),
    other('x3', 'talking'),
    other('x4', 'message'),
    { of: 'agent', agentId: ANN },
    { of: 'agent', agentId: agentId('ben') },
  ]);
  const about = effects.flatMap((effect) =>
    effect.type === 'hang-up' || effect.type === 'play-and-release' || effect.type === 'drop-agent'
      ? [effect]
      : [],
  );
  expect(about).toEqual([
    { type: 'hang-up', attemptId: 'x1' },
    { type: 'play-and-release', attemptId: 'x2', message: 'sorry', when: 'now' },
    { type: 'drop-agent', agentId: 'ben' },
  ]);
});

test('a person of whom nothing is known, where nothing is loaded, is hung up on', () => {
  const effects = new TestSite().step({
    type: 'recovered',
    attempts: [],
    sessions: [],
    legs: [leg('waiting')],
  });
  expect(effects).toEqual([{ type: 'hang-up', attemptId: 'a000000-00000007' }]);
});

test('a switch that could not be asked is down until it says otherwise', () => {
  const site = new TestSite();
  site.step({ type: 'recovered', attempts: [], sessions: [], legs: undefined });
  expect(site.state.isSwitchUp).toBe(false);
  site.step({ type: 'switch-up', legs: [] });
  expect(site.state.isSwitchUp).toBe(true);
});

test('who was left talking in a call that is unknown here is let go when it is over', () => {
  const site = new TestSite();
  const talking: CustomerLeg = { ...leg('talking'), agentId: ANN };
  const legs = [talking, { of: 'agent', agentId: ANN } as const];
  const over = { type: 'call-ended', attemptId: talking.attemptId, result: 'answer' } as const;
  expect(site.step({ type: 'recovered', attempts: [], sessions: [], legs })).toEqual([]);
  expect(site.step(over)).toEqual([{ type: 'drop-agent', agentId: ANN }]);
  expect(site.step(over)).toEqual([]);
});

test('who has come back meanwhile keeps their leg', () => {
  const site = new TestSite();
  const talking: CustomerLeg = { ...leg('talking'), agentId: ANN };
  const legs = [talking, { of: 'agent', agentId: ANN } as const];
  site.step({ type: 'recovered', attempts: [], sessions: [], legs });
  site.logOn(ANN);
  const over = { type: 'call-ended', attemptId: talking.attemptId, result: 'answer' } as const;
  expect(kinds(site.step(over))).not.toContain('drop-agent');
});
