import {
  agentGroupId,
  agentId,
  attemptId,
  type CampaignGroupId,
  callingListId,
  campaignGroupId,
  campaignId,
  chainId,
  interactionId,
  recordId,
  siteId,
} from '@outpace/engine/basics/ids.ts';
import { type PhoneNumber, parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { after, hours, instant, millis, minutes } from '@outpace/engine/basics/time.ts';
import { USUAL_CALLBACK_RULES } from '@outpace/engine/calling-lists/callback.ts';
import { type Chain, recordToDial } from '@outpace/engine/calling-lists/chain.ts';
import { outcomeOf } from '@outpace/engine/calling-lists/chain-outcome.ts';
import { USUAL_PRIORITIES } from '@outpace/engine/calling-lists/queue-rank.ts';
import { RECORD_TYPES, type RecordType } from '@outpace/engine/calling-lists/record.ts';
import type { Treatment } from '@outpace/engine/calling-lists/treatment.ts';
import { DROP_ALL } from '@outpace/engine/campaigns/call-treatments.ts';
import type { CampaignPlan } from '@outpace/engine/campaigns/campaign.ts';
import type {
  CloseAttempt,
  CloseInteraction,
  ConnectInteraction,
  OpenAttempt,
  OpenInteraction,
  SaveChain,
  SaveCpdCorrection,
  SaveRecording,
  SaveSession,
  SaveThirdParty,
  Write,
} from '@outpace/engine/effect.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ActionOf } from '../ports.ts';
import { EpochLost, StoreFault } from '../ports.ts';
import { PostgresDialerStore } from './dialer-store.ts';
import type { PlanReader } from './plan-reader.ts';
import { forgetAudit } from './test-audit.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';
import { whyNoServer } from './test-server.ts';

const site = siteId('main');
const list = callingListId('list');
const group = campaignGroupId('group');
const other = campaignGroupId('other');
// Noon in UTC: windows of UTC are open from 8 to 18, those of Auckland are closed at 1 a.m.
const at = instant(Date.UTC(2026, 0, 5, 12, 0));
const until = after(at, minutes(10));
const alice = agentId('alice');

const planFor = (groupId: CampaignGroupId): CampaignPlan => ({
  groupId,
  groupName: groupId,
  campaignId: campaignId('campaign'),
  campaignName: 'Campaign',
  description: '',
  agentGroupId: agentGroupId('agents'),
  agentGroupName: 'Agents',
  mode: 'progressive',
  multiplier: 1,
  delivery: { kind: 'auto-answer' },
  assured: { of: 'nobody' },
  autoDone: false,
  limits: {
    ringMs: millis(25_000),
    connectMsMax: millis(2_000),
    verdictMs: millis(0),
    attemptsMax: 10,
    wrapUpMs: millis(30_000),
    wrapUpExtendMs: millis(30_000),
    coolDownMs: millis(0),
    abandonShareMax: 0.03,
  },
  lists: [{ listId: list, name: 'List', weight: 10, attemptsMax: 10 }],
  treatments: [],
  outcomes: {
    callResults: ['answer'],
    preselected: undefined,
    dispositions: [],
    dispositionMandatory: false,
    frozenAfterCall: false,
  },
  noticeFields: [],
  previewFields: [],
  caseFields: [],
  recordFields: [],
  responseCategoryId: undefined,
  abandonMessage: 'sorry',
  voice: {
    agentLeg: 'per-call',
    mergeBeep: false,
    cpd: { when: 'off', profile: 'balanced', callTreatments: DROP_ALL },
    recording: { of: 'none', share: 0, announcement: 'none' },
    rejoinMs: millis(20_000),
  },
  callbacks: USUAL_CALLBACK_RULES,
});

/** Knows every group but those that were deleted. */
class Plans implements PlanReader {
  readonly deleted = new Set<CampaignGroupId>();

  async plan(groupId: CampaignGroupId): Promise<CampaignPlan | undefined> {
    return this.deleted.has(groupId) ? undefined : planFor(groupId);
  }
}

const noServer = await whyNoServer();
if (noServer !== undefined) console.warn(`\nNOT TESTED on a PostgreSQL server: ${noServer}\n`);
const kinds = noServer === undefined ? (['embedded', 'server'] as const) : (['embedded'] as const);

describe.each(kinds)('the store of the dialer, %s', (kind) => {
  let database: TestDatabase;
  let store: PostgresDialerStore;
  let plans: Plans;

  beforeAll(async () => {
    database = await testDatabase(kind);
    await database.pool.query(HOUSE);
  });
  afterAll(() => database.drop());

  beforeEach(async () => {
    await database.pool.query(EMPTY);
    await forgetAudit(database.pool, 'true');
    plans = new Plans();
    store = new PostgresDialerStore(database.pool, site, plans);
    await store.takeSite();
  });

  const rows = async (text: string, values: unknown[] = []): Promise<unknown[]> =>
    (await database.pool.query(text, values)).rows;

  /** Chains with one general record each, in this zone; the telephone number ends in the id. */
  const addChains = (from: number, till: number, zone = 'UTC', dueAt = '-infinity') =>
    database.pool.query(ADD_CHAINS, [from, till, zone, dueAt]);

  const order = (count: number, groupId = group): ActionOf<'lease-chains'> => ({
    type: 'lease-chains',
    campaignId: campaignId('campaign'),
    groupId,
    lists: [{ listId: list, weight: 1, given: 0 }],
    count,
    priorities: USUAL_PRIORITIES,
    dueBy: at,
    until,
  });

  const lease = async (count: number, groupId = group): Promise<readonly Chain[]> =>
    (await store.leaseChains(order(count, groupId), at)).chains;

  const idsOf = (chains: readonly Chain[]): readonly string[] => chains.map((chain) => chain.id);

  /** The first due chain, leased. */
  const leaseOne = async (): Promise<Chain> => {
    const [chain] = await lease(1);
    if (chain === undefined) throw new Error('no chain was leased');
    return chain;
  };

  describe('commit', () => {
    test('an attempt and its conversation are kept, and their second end is not', async () => {
      await addChains(1, 1);
      const chain = await leaseOne();
      const first = [...opened(chain, 'a1'), closing('a1'), closed('i1')];
      await store.commit(first);
      const again: CloseAttempt = { ...closing('a1'), result: 'busy' };
      await store.commit([again, { ...closed('i1'), note: 'changed' }]);
      expect(await rows(ATTEMPTS)).toEqual([
        { id: 'a1', epoch: '1', phone: '+12125550101', mode: 'progressive', call_result: 33 },
      ]);
      expect(await rows(INTERACTIONS)).toEqual([
        { id: 'i1', closed_by: 'agent', call_result: 33, note: 'Said yes.', draft: null },
      ]);
    });

    test('nothing is kept when one write fails', async () => {
      await addChains(1, 1);
      const chain = await leaseOne();
      const [open] = opened(chain, 'a1');
      const orphan: OpenInteraction = { ...opened(chain, 'missing')[1] };
      const failing = store.commit([open, orphan]);
      await expect(failing).rejects.toThrow(StoreFault);
      await expect(failing).rejects.not.toThrow(EpochLost);
      expect(await rows('select from attempts')).toEqual([]);
    });

    test('nothing is kept when another engine has taken the site', async () => {
      await addChains(1, 1);
      const chain = await leaseOne();
      const successor = new PostgresDialerStore(database.pool, site, plans);
      expect(await successor.takeSite()).toBe(2);
      await expect(store.commit(opened(chain, 'a1'))).rejects.toThrow(EpochLost);
      await expect(lease(1)).rejects.toThrow(EpochLost);
      await expect(store.renewLeases([chain.id], until)).rejects.toThrow(EpochLost);
      expect(await rows('select from attempts')).toEqual([]);
    });

    test('of several drafts the last stays, without what the database cannot keep', async () => {
      await addChains(1, 1);
      const chain = await leaseOne();
      await store.commit([...opened(chain, 'a1'), draft('first'), draft('sec\u0000ond \ud800')]);
      expect(await rows('select note, draft from interactions')).toEqual([
        { note: 'second \ufffd', draft: { callResult: 'answer', doNotCall: 'number' } },
      ]);
    });

    test('a saved chain waits at its new time, behind callbacks and before nobody', async () => {
      await addChains(1, 1);
      const chain = await leaseOne();
      const dueAt = after(at, hours(1));
      await store.commit([saved(chain, { dueAt, type: 'campaign-rescheduled' })]);
      expect(await rows('select chain_id, rank, due_at from dial_queue')).toEqual([
        { chain_id: chain.id, rank: 2, due_at: new Date(dueAt) },
      ]);
      expect(await rows('select attempts, call_result, record_type from records')).toEqual([
        { attempts: 1, call_result: 6, record_type: 3 },
      ]);
      expect(await rows('select from leases')).toEqual([]);
    });

    test('a closed chain is leased no more, unless it is saved as ready again', async () => {
      await addChains(1, 1);
      const chain = await leaseOne();
      await store.commit([{ ...saved(chain), state: 'closed' }]);
      expect(await store.leaseChains(order(1), at)).toEqual({
        type: 'chains-leased',
        groupId: group,
        chains: [],
        openChains: 0,
        nextDueAt: undefined,
        turns: [{ listId: list, weight: 1, given: 0 }],
      });
      await store.commit([saved(chain)]);
      expect(idsOf(await lease(1))).toEqual([chain.id]);
    });

    test.each<[type: RecordType]>([
      ['general'],
      ['campaign-rescheduled'],
      ['personal-rescheduled'],
      ['campaign-callback'],
      ['personal-callback'],
    ])('a %s record goes on in its plan where it stood before a restart', async (type) => {
      await addChains(1, 1);
      await rows(ADD_LINKS);
      await rows('update records set record_type = $1', [RECORD_TYPES.indexOf(type)]);
      const busy = { by: 'call-result', result: 'busy' } as const;
      const plan: readonly Treatment[] = [
        { on: busy, action: 'redial', ...CYCLE, cycleAttempts: 2 },
        { on: busy, sequence: 2, action: 'next-in-chain-after', ...CYCLE, cycleAttempts: 2 },
      ];
      const lived: [place: number, minutes: number][] = [];
      for (let now = at; ; ) {
        // Another process each time: what is not in the database is forgotten.
        store = new PostgresDialerStore(database.pool, site, plans);
        await store.takeSite();
        const asked = { ...order(1), dueBy: now, until: after(now, hours(1)) };
        const [chain] = (await store.leaseChains(asked, now)).chains;
        if (chain === undefined) break;
        const ended = { chain, result: 'busy', code: undefined, endedAt: now } as const;
        const { id: recordId } = recordToDial(chain);
        const { after: next } = outcomeOf({ ...ended, recordId }, plan, 100);
        await store.commit([{ type: 'save-chain', chainId: chain.id, ...next }]);
        lived.push([chain.position, (next.dueAt - now) / minutes(1)]);
        now = next.dueAt;
      }
      const twice = (place: number, wait: number): typeof lived => [
        [place, 1],
        [place, 3],
        [place, wait],
      ];
      const last: typeof lived = [...twice(0, 3), ...twice(1, 3), ...twice(2, 0)];
      expect(lived).toEqual([...twice(0, 1), ...twice(1, 1), ...twice(2, 1), ...last]);
    });

    test('an edited field changes alone and leaves what it was in the audit trail', async () => {
      await addChains(1, 1);
      const record = recordOf(await leaseOne());
      const edit = { type: 'save-field', recordId: record.id, by: alice, at } as const;
      await store.commit([
        { ...edit, key: 'job', value: 'nurse' },
        { ...edit, key: 'age', value: 41 },
      ]);
      expect(await rows('select fields from records')).toEqual([
        { fields: { job: 'nurse', age: 41 } },
      ]);
      expect(await rows('select by, what, detail from audit order by id')).toEqual([
        {
          by: 'alice',
          what: 'record-field-changed',
          detail: { key: 'job', from: 'clerk', to: 'nurse' },
        },
        { by: 'alice', what: 'record-field-changed', detail: { key: 'age', from: null, to: 41 } },
      ]);
    });

    test('a do-not-call is taken back by the interaction that said it only', async () => {
      await store.commit([suppression('add', 'i1'), suppression('remove', 'i1')]);
      expect(await rows('select from suppressions')).toEqual([]);
      await store.commit([suppression('add', 'i1')]);
      await store.commit([suppression('add', 'i2')]);
      await store.commit([suppression('remove', 'i2')]);
      expect(await rows('select kind, value, interaction_id from suppressions')).toEqual([
        { kind: 'phone', value: '+12125550101', interaction_id: 'i1' },
      ]);
      await store.commit([suppression('remove', 'i1')]);
      expect(await rows('select from suppressions')).toEqual([]);
    });

    test('what was heard is kept with its attempt, and the last correction', async () => {
      await addChains(1, 1);
      const cpd = { verdict: 'machine', cause: 'LONGGREETING-2260-2200', afterMs: millis(2_260) };
      const close = { ...closing('a1'), cpd } as CloseAttempt;
      await store.commit([...opened(await leaseOne(), 'a1'), close, correction('machine')]);
      await store.commit([correction('machine'), correction('person')]);
      expect(await rows('select cpd_verdict, cpd_cause, cpd_after_ms from attempts')).toEqual([
        { cpd_verdict: 'machine', cpd_cause: 'LONGGREETING-2260-2200', cpd_after_ms: 2_260 },
      ]);
      expect(await rows('select attempt_id, said, by, at from cpd_corrections')).toEqual([
        { attempt_id: 'a1', said: 'person', by: 'alice', at: new Date(at) },
      ]);
    });

    test('an agent who is taken off a machine leaves a closed row with its timers', async () => {
      await addChains(1, 1);
      const close: CloseInteraction = { ...closed('i1'), closedBy: 'machine' };
      await store.commit([...opened(await leaseOne(), 'a1'), connecting('i1')]);
      await store.commit([{ ...connecting('i1'), connectedAt: after(at, minutes(1)) }]);
      await store.commit([{ ...close, connectedAt: undefined }]);
      expect(await rows('select closed_by, answered_at, connected_at from interactions')).toEqual([
        {
          closed_by: 'machine',
          answered_at: new Date(at + 20_000),
          connected_at: new Date(at + 20_500),
        },
      ]);
    });

    test('a recording is one row: begun, kept, and begun again', async () => {
      await addChains(1, 1);
      await store.commit([...opened(await leaseOne(), 'a1'), recording('i1')]);
      const kept = { ...recording('i1'), state: 'kept', at: after(at, minutes(1)) } as const;
      await store.commit([{ ...kept, durationMs: millis(59_000) }]);
      const row = { state: 'kept', started_at: new Date(at), ended_at: new Date(at + 60_000) };
      expect(await rows(RECORDINGS)).toEqual([{ ...row, file: 'i1', duration_ms: 59_000 }]);
      await store.commit([{ ...recording('i1'), file: 'i1.2', at: after(at, minutes(2)) }]);
      expect(await rows(RECORDINGS)).toEqual([
        {
          file: 'i1.2',
          state: 'recording',
          started_at: new Date(at + 120_000),
          ended_at: null,
          duration_ms: null,
        },
      ]);
    });

    test('a call again has a recording of its own beside the first', async () => {
      await addChains(1, 1);
      const first = { ...recording('i1'), state: 'kept', durationMs: millis(9_000) } as const;
      await store.commit([...opened(await leaseOne(), 'a1'), first]);
      await store.commit([{ ...recording('i1', 'a2'), file: 'again' }]);
      expect(await rows('select attempt_id, file, state from recordings order by 1')).toEqual([
        { attempt_id: 'a1', file: 'i1', state: 'kept' },
        { attempt_id: 'a2', file: 'again', state: 'recording' },
      ]);
    });

    test('a recording whose beginning was lost has begun its length before its end', async () => {
      await addChains(1, 1);
      const kept = { ...recording('i1'), state: 'kept', durationMs: millis(1_500) } as const;
      await store.commit([...opened(await leaseOne(), 'a1'), recording('i1'), kept]);
      expect(await rows('select started_at, ended_at from recordings')).toEqual([
        { started_at: new Date(at - 1_500), ended_at: new Date(at) },
      ]);
    });

    test('what is said of something unknown harms nothing that is written with it', async () => {
      await addChains(1, 1);
      const stray = { ...correction('person'), attemptId: attemptId('gone') };
      await store.commit([...opened(await leaseOne(), 'a1'), recording('gone'), stray]);
      expect(await rows('select from attempts')).toHaveLength(1);
      expect(await rows('select from recordings')).toEqual([]);
    });

    test('agent states are kept in their order', async () => {
      const state = { type: 'log-agent-state', agentId: alice, reason: undefined, at } as const;
      await store.commit([
        { ...state, phase: 'ready' },
        { ...state, phase: 'not-ready', reason: 'lunch' },
      ]);
      expect(await rows('select phase, reason from agent_states order by id')).toEqual([
        { phase: 'ready', reason: null },
        { phase: 'not-ready', reason: 'lunch' },
      ]);
    });
  });

  describe('leasing', () => {
    test('chains come whole, with all their records in calling order', async () => {
      await addChains(1, 1);
      await database.pool.query(SECOND_NUMBER);
      const chain = await leaseOne();
      expect(chain).toMatchObject({
        listName: 'List',
        contactName: 'Contact 1',
        customerId: 'C1',
        position: 0,
        dueAt: 0,
        leaseUntil: until,
      });
      expect(chain.records.map((record) => [record.phone, record.contactType])).toEqual([
        ['+12125550101', 'home'],
        ['+12125550199', 'mobile'],
      ]);
    });

    test('two groups at once never get the same chain', async () => {
      await addChains(1, 60);
      const leases = await Promise.all([group, other, group, other].map((each) => lease(10, each)));
      const ids = leases.flatMap(idsOf);
      expect(leases.map((each) => each.length)).toEqual([10, 10, 10, 10]);
      expect(new Set(ids).size).toBe(40);
    });

    test('a closed window is waited for', async () => {
      await addChains(1, 3, 'Pacific/Auckland');
      const answer = await store.leaseChains(order(10), at);
      // Eight in the morning in Auckland, in summer time.
      const opening = instant(Date.UTC(2026, 0, 5, 19, 0));
      expect(answer).toMatchObject({ chains: [], openChains: 1, nextDueAt: opening });
      const later = await store.leaseChains({ ...order(10), dueBy: opening }, opening);
      expect(later.chains).toHaveLength(3);
    });

    test('a chain that is due later is waited for', async () => {
      const dueAt = after(at, minutes(5));
      await addChains(1, 1, 'UTC', new Date(dueAt).toISOString());
      const answer = await store.leaseChains(order(10), at);
      expect(answer).toMatchObject({ chains: [], openChains: 1, nextDueAt: dueAt });
    });

    test('what is left for now is left for now', async () => {
      await addChains(1, 3);
      const answer = await store.leaseChains(order(2), at);
      expect(answer).toMatchObject({ openChains: 1, nextDueAt: at });
      expect(answer.chains).toHaveLength(2);
    });

    test('a suppressed number or person is closed, and others come instead', async () => {
      await addChains(1, 5);
      await database.pool.query(SUPPRESS, ['phone', '+12125550101']);
      await database.pool.query(SUPPRESS, ['customer', 'C2']);
      expect(idsOf(await lease(2))).toEqual(await chainIds('Contact 3', 'Contact 4'));
      expect(await rows(CLOSED_RECORDS)).toEqual([
        { contact_name: 'Contact 1', record_type: 7, record_status: 3, call_result: 51 },
        { contact_name: 'Contact 2', record_type: 7, record_status: 3, call_result: 51 },
      ]);
      expect(await rows('select from leases')).toHaveLength(2);
    });

    test('of typed numbers those on the list are told, and those of a person on it', async () => {
      await addChains(1, 3);
      await database.pool.query(SUPPRESS, ['phone', '+12125550101']);
      await database.pool.query(SUPPRESS, ['customer', 'C2']);
      const typed = [phone(3), phone(2), phone(1), phone(9)];
      expect(await store.suppressedAmong(typed)).toEqual([
        { phone: phone(2), campaignId: undefined },
        { phone: phone(1), campaignId: undefined },
      ]);
    });

    test('a chain released to the top is leased first, any other where it was', async () => {
      await addChains(1, 4);
      const [first, second, third] = await lease(3);
      const release = { type: 'release-chains' } as const;
      const top = third === undefined ? [] : [third.id];
      await store.commit([
        { ...release, chainIds: top, toTop: true },
        { ...release, chainIds: [first, second].flatMap((each) => each?.id ?? []), toTop: false },
      ]);
      const again = await chainIds('Contact 3', 'Contact 1', 'Contact 2', 'Contact 4');
      expect(idsOf(await lease(4))).toEqual(again);
    });

    test('callbacks go before rescheduled chains, and those before the rest', async () => {
      await addChains(1, 3);
      const [general, rescheduled, callback] = await lease(3);
      if (general === undefined || rescheduled === undefined || callback === undefined)
        return expect.fail('too few');
      await store.commit([
        saved(general, { type: 'general' }),
        saved(rescheduled, { type: 'campaign-rescheduled' }),
        saved(callback, { type: 'personal-callback' }),
      ]);
      expect(idsOf(await lease(3))).toEqual([callback.id, rescheduled.id, general.id]);
    });

    test('a lease that was not renewed ends, a renewed one stays', async () => {
      await addChains(1, 2);
      const [lost, kept] = await lease(2);
      if (lost === undefined || kept === undefined) return expect.fail('too few');
      expect(await store.renewLeases([kept.id], after(until, hours(1)))).toEqual([kept.id]);
      const afterwards = after(until, minutes(1));
      const answer = await store.leaseChains({ ...order(5), dueBy: afterwards }, afterwards);
      expect(idsOf(answer.chains)).toEqual([lost.id]);
    });

    test('only what is leased to this engine is renewed, and it is told which', async () => {
      await addChains(1, 3);
      const [mine, given, gone] = await lease(3);
      if (mine === undefined || given === undefined || gone === undefined) {
        return expect.fail('too few');
      }
      await store.commit([{ type: 'release-chains', chainIds: [given.id], toTop: false }]);
      await rows('update leases set epoch = epoch - 1 where chain_id = $1', [gone.id]);
      const ids = [mine.id, given.id, gone.id];
      expect(await store.renewLeases(ids, after(until, hours(1)))).toEqual([mine.id]);
      expect(await store.renewLeases([], until)).toEqual([]);
    });

    test('a lease ends by no clock while somebody is on the phone', async () => {
      await addChains(1, 1);
      await store.commit(opened(await leaseOne(), 'a1'));
      const afterwards = after(until, minutes(1));
      const answer = await store.leaseChains({ ...order(5), dueBy: afterwards }, afterwards);
      expect(answer.chains).toEqual([]);
    });

    const chainIds = async (...names: string[]): Promise<string[]> => {
      const found = await database.pool.query<{ id: string; contact_name: string }>(
        'select id, contact_name from chains',
      );
      return names.flatMap((name) => found.rows.find((row) => row.contact_name === name)?.id ?? []);
    };
  });

  describe('recovery', () => {
    const restart = async (): Promise<PostgresDialerStore> => {
      const successor = new PostgresDialerStore(database.pool, site, plans);
      await successor.takeSite();
      return successor;
    };

    test('an open attempt comes back with its chain and its conversation', async () => {
      await addChains(1, 3);
      const [chain, idle] = await lease(2);
      if (chain === undefined || idle === undefined) return expect.fail('too few');
      await store.commit([...opened(chain, 'a1'), draft('half a sen')]);
      const successor = await restart();
      const found = await successor.recover(at);
      expect(found.attempts).toEqual([
        {
          attemptId: 'a1',
          groupId: group,
          plan: planFor(group),
          chain: { ...chain, leaseUntil: until },
          openedAt: at,
          interaction: {
            id: 'i1',
            agentId: 'alice',
            agentName: 'alice',
            agentGroupIds: [],
            draft: {
              callResult: 'answer',
              dispositionCode: undefined,
              doNotCall: 'number',
              note: 'half a sen',
            },
            openedAt: at,
            answeredAt: undefined,
            connectedAt: undefined,
            endedAt: undefined,
            isRecorded: false,
            thirds: 0,
          },
        },
      ]);
      expect(await rows('select chain_id, epoch from leases')).toEqual([
        { chain_id: chain.id, epoch: '2' },
      ]);
      const { chains } = await successor.leaseChains(order(1), at);
      expect(idsOf(chains)).toEqual([idle.id]);
    });

    test('a conversation comes back with its agent, its timers and its recording', async () => {
      await database.pool.query(ALICE);
      await addChains(1, 1);
      await store.commit([...opened(await leaseOne(), 'a1'), connecting('i1'), recording('i1')]);
      const found = await (await restart()).recover(after(at, minutes(1)));
      expect(found.attempts).toMatchObject([
        {
          interaction: {
            agentName: 'Alice Adams',
            agentGroupIds: ['agents', 'evening'],
            answeredAt: after(at, millis(20_000)),
            connectedAt: after(at, millis(20_500)),
            endedAt: undefined,
            isRecorded: true,
          },
        },
      ]);
    });

    test('a conversation comes back with whom it was handed to, and whom they ask', async () => {
      await addChains(1, 1);
      await store.commit([
        ...opened(await leaseOne(), 'a1'),
        thirdParty({ target: { kind: 'agent', agentId: bob }, state: 'transferred' }),
        { type: 'transfer-interaction', interactionId: i1, from: alice, to: bob, at },
        thirdParty({ serial: 2, by: bob, at: after(at, minutes(1)) }),
      ]);
      await store.commit([thirdParty({ serial: 2, by: bob, state: 'there' })]);
      const found = await (await restart()).recover(at);
      const target = { kind: 'number', phone: phone(9) };
      expect(found.attempts).toMatchObject([
        { interaction: { agentId: 'bob', thirds: 2, third: { serial: 2, target } } },
      ]);
      expect(await rows('select by_agent_id, state from third_parties order by serial')).toEqual([
        { by_agent_id: 'alice', state: 'transferred' },
        { by_agent_id: 'bob', state: 'there' },
      ]);
    });

    test('a third party who has gone does not come back', async () => {
      await addChains(1, 1);
      const writes = opened(await leaseOne(), 'a1');
      await store.commit([...writes, thirdParty({ state: 'ended' })]);
      const found = await (await restart()).recover(at);
      const [attempt] = found.attempts;
      expect([attempt?.interaction?.thirds, attempt?.interaction?.third]).toEqual([1, undefined]);
    });

    test('a call on which no person was heard comes back with what becomes of it', async () => {
      await addChains(1, 1);
      const [open] = opened(await leaseOne(), 'a1');
      const cpd = { verdict: 'machine', cause: 'LONGGREETING', afterMs: millis(2_260) } as const;
      const treated = { treatment: 'transfer', answeredAt: at, cpd } as const;
      const write = { type: 'save-call-treatment', attemptId: open.attemptId, ...treated } as const;
      await store.commit([open, write]);
      await store.commit([write]);
      const [attempt] = (await (await restart()).recover(at)).attempts;
      expect([attempt?.interaction, attempt?.treated]).toEqual([undefined, treated]);
    });

    test('after-call work that was not finished comes back as well', async () => {
      await addChains(1, 1);
      const chain = await leaseOne();
      await store.commit([...opened(chain, 'a1'), closing('a1'), draft('talked')]);
      const found = await (await restart()).recover(at);
      const timers = { answeredAt: at, connectedAt: at, endedAt: after(at, minutes(2)) };
      expect(found.attempts).toMatchObject([
        { attemptId: 'a1', interaction: { id: 'i1', draft: { note: 'talked' }, ...timers } },
      ]);
    });

    test('what belonged to a deleted group is closed, and its chain is free again', async () => {
      await addChains(1, 1);
      const chain = await leaseOne();
      await store.commit([...opened(chain, 'a1'), session('running')]);
      plans.deleted.add(group);
      const successor = await restart();
      const nothing = { type: 'recovered', attempts: [], sessions: [], answered: [] };
      expect(await successor.recover(at)).toEqual(nothing);
      expect(await rows('select call_result from attempts')).toEqual([{ call_result: 43 }]);
      expect(await rows('select closed_by from interactions')).toEqual([{ closed_by: 'recovery' }]);
      const { chains } = await successor.leaseChains(order(1), at);
      expect(idsOf(chains)).toEqual([chain.id]);
    });

    test('running groups go on, active ones wait, unloading ones are gone', async () => {
      await store.commit([session('running'), session('active', other)]);
      const found = await (await restart()).recover(at);
      const loaded = { mode: 'progressive', multiplier: 1.5, autoComplete: true };
      expect(found.sessions).toEqual([
        { ...loaded, plan: planFor(group), run: true },
        { ...loaded, plan: planFor(other), run: false },
      ]);
    });

    test('a target comes back as it was chosen last', async () => {
      const target = { kind: 'maximum-gain', gain: 20, loss: 35.5 } as const;
      await store.commit([{ ...session('running'), target: { kind: 'abandonment', share: 0.01 } }]);
      await store.commit([{ ...session('running'), target }]);
      const successor = await restart();
      expect((await successor.recover(at)).sessions).toMatchObject([{ target }]);
      await database.pool.query(
        `update dial_sessions set target = '{"kind":"of another release"}'`,
      );
      expect((await successor.recover(at)).sessions[0]?.target).toBeUndefined();
    });

    test('of what pacing has learned of a campaign the last is there, once', async () => {
      const learned = (talk: number, of = 'campaign'): Write => ({
        type: 'save-pacing-memory',
        campaignId: campaignId(of),
        memory: { version: 1, lists: { '': [1.25] }, talk: [talk], wrapUp: [] },
        at,
      });
      await store.commit([learned(1), learned(2)]);
      await store.commit([learned(3), learned(4, 'deleted meanwhile')]);
      const kept = `select campaign_id, memory->'talk' as talk from pacing_memories`;
      expect(await rows(kept)).toEqual([{ campaign_id: 'campaign', talk: [3] }]);
    });

    test('a site may say that running groups wait, and unloaded groups stay unloaded', async () => {
      await store.commit([session('running'), session('unloading', other)]);
      await database.pool.query('update sites set resume = false');
      const found = await (await restart()).recover(at);
      expect(found.sessions).toMatchObject([{ plan: { groupId: group }, run: false }]);
      const again = await restart();
      await again.commit([session('unloaded')]);
      expect((await again.recover(at)).sessions).toEqual([]);
      const audited = await rows("select from audit where what = 'dial-session-changed'");
      expect(audited).toHaveLength(3);
    });
  });
});

const phone = (ending: number): PhoneNumber => {
  const parsed = parsePhoneNumber(`+1212555${String(100 + ending).padStart(4, '0')}`);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
};

const recordOf = (chain: Chain): Chain['records'][number] => {
  const [record] = chain.records;
  return record ?? expect.fail('a chain without records');
};

const opened = (chain: Chain, id: string): [OpenAttempt, OpenInteraction] => {
  const ids = {
    attemptId: attemptId(id),
    groupId: group,
    campaignId: campaignId('campaign'),
    chainId: chainId(chain.id),
    recordId: recordId(recordOf(chain).id),
    agentId: alice,
    openedAt: at,
  };
  return [
    {
      ...ids,
      type: 'open-attempt',
      listId: list,
      phone: recordOf(chain).phone,
      mode: 'progressive',
      answers: [{ rule: 'lease', asked: 'until then', answer: 'allowed', version: 'chain' }],
    },
    { ...ids, type: 'open-interaction', interactionId: interactionId(id.replace('a', 'i')) },
  ];
};

const closing = (id: string): CloseAttempt => ({
  type: 'close-attempt',
  attemptId: attemptId(id),
  result: 'answer',
  agentId: alice,
  answeredAt: at,
  connectedAt: at,
  endedAt: after(at, minutes(2)),
  cpd: undefined,
});

const connecting = (id: string): ConnectInteraction => ({
  type: 'connect-interaction',
  interactionId: interactionId(id),
  answeredAt: after(at, millis(20_000)),
  connectedAt: after(at, millis(20_500)),
});

const recording = (id: string, call = 'a1'): SaveRecording => ({
  type: 'save-recording',
  attemptId: attemptId(call),
  interactionId: interactionId(id),
  file: id,
  state: 'recording',
  at,
  durationMs: undefined,
});

const correction = (said: SaveCpdCorrection['said']): SaveCpdCorrection => ({
  type: 'save-cpd-correction',
  attemptId: attemptId('a1'),
  said,
  by: alice,
  at,
});

const i1 = interactionId('i1');
const bob = agentId('bob');

const thirdParty = (change: Partial<SaveThirdParty>): SaveThirdParty => ({
  type: 'save-third-party',
  interactionId: i1,
  serial: 1,
  by: alice,
  target: { kind: 'number', phone: phone(9) },
  purpose: 'consult',
  state: 'called',
  at,
  ...change,
});

const draft = (note: string): Write => ({
  type: 'save-draft',
  interactionId: interactionId('i1'),
  callResult: 'answer',
  dispositionCode: undefined,
  doNotCall: 'number',
  note,
});

const closed = (id: string): CloseInteraction => ({
  type: 'close-interaction',
  interactionId: interactionId(id),
  closedBy: 'agent',
  callResult: 'answer',
  dispositionCode: 'sale',
  doNotCall: undefined,
  note: 'Said yes.',
  connectedAt: at,
  endedAt: at,
  doneAt: at,
});

/** The chain back in its list after a busy line. */
const saved = (
  chain: Chain,
  change: { dueAt?: Chain['dueAt']; type?: Chain['records'][number]['type'] } = {},
): SaveChain => ({
  type: 'save-chain',
  chainId: chain.id,
  state: 'ready',
  position: 0,
  treatment: { trigger: 'result:busy', applied: 1 },
  dueAt: change.dueAt ?? at,
  toTop: false,
  records: [
    { ...recordOf(chain), type: change.type ?? 'general', callResult: 'busy', attempts: 1 },
  ],
});

const suppression = (act: 'add' | 'remove', id: string): Write => {
  const said = {
    key: { kind: 'phone', phone: phone(1) },
    by: alice,
    interactionId: interactionId(id),
    at,
  } as const;
  if (act === 'remove') return { type: 'remove-suppression', ...said };
  return { type: 'add-suppression', ...said, reason: 'asked' };
};

const session = (
  phase: 'active' | 'running' | 'unloading' | 'unloaded',
  groupId = group,
): SaveSession => ({
  type: 'save-session',
  groupId,
  phase,
  mode: 'progressive',
  multiplier: 1.5,
  autoComplete: true,
  by: 'supervisor',
  at,
});

const HOUSE = `
  insert into sites (site, name) values ('main', 'Main');
  insert into agent_groups (site, id, name) values ('main', 'agents', 'Agents');
  insert into calling_lists (site, id, name) values ('main', 'list', 'List');
  insert into campaigns (site, id, name, settings) values ('main', 'campaign', 'Campaign', '{}');
  insert into campaign_groups (site, id, name, campaign_id, agent_group_id) values
    ('main', 'group', 'Group', 'campaign', 'agents'),
    ('main', 'other', 'Other', 'campaign', 'agents')`;

const EMPTY = `
  truncate ownership, chains, records, dial_queue, leases, attempts, interactions, suppressions,
    dial_sessions, agent_states, recordings, cpd_corrections, call_quality, third_parties;
  delete from users;
  delete from agent_groups where id = 'evening';
  update sites set resume = true`;

const CYCLE = { intervalMs: minutes(1), incrementMs: minutes(2) } as const;

/** A second and a third number for every chain. */
const ADD_LINKS = `
  insert into records (site, chain_id, list_id, chain_n, phone, zone, daily_from, daily_till,
    window_id)
  select site, chain_id, list_id, n, '+121255502' || lpad(n::text, 2, '0'), zone, daily_from,
    daily_till, window_id
  from records cross join generate_series(1, 2) as n`;

const ADD_CHAINS = `
  with opening as (
    insert into callable_windows (zone, daily_from, daily_till) values ($3, 28800, 64800)
    on conflict (zone, daily_from, daily_till) do update set zone = excluded.zone
    returning id
  ), chain as (
    insert into chains (site, list_id, contact_name, customer_id, due_at)
    select 'main', 'list', 'Contact ' || n, 'C' || n, $4::timestamptz
    from generate_series($1::int, $2::int) as n order by n
    returning id, substring(contact_name from 9)::int as n
  ), record as (
    insert into records (site, chain_id, list_id, phone, zone, daily_from, daily_till, window_id,
      fields)
    select 'main', chain.id, 'list', '+1212555' || lpad((100 + n)::text, 4, '0'), $3, 28800, 64800,
      opening.id, '{"job": "clerk"}'
    from chain, opening
  )
  insert into dial_queue (site, chain_id, list_id, window_id, due_at)
  select 'main', chain.id, 'list', opening.id, $4::timestamptz from chain, opening`;

const SECOND_NUMBER = `
  insert into records (site, chain_id, list_id, chain_n, phone, contact_type, zone, daily_from,
    daily_till, window_id)
  select site, chain_id, list_id, 1, '+12125550199', 4, zone, daily_from, daily_till, window_id
  from records`;

const SUPPRESS = `
  insert into suppressions (site, kind, value, reason, added_by, added_at)
  values ('main', $1, $2, 'asked', 'alice', now())`;

const ATTEMPTS = 'select id, epoch, phone, mode, call_result from attempts';
const ALICE = `
  insert into users (site, id, name, display_name, role, password_hash)
  values ('main', 'alice', 'alice', 'Alice Adams', 'agent', 'none');
  insert into agent_groups (site, id, name) values ('main', 'evening', 'Evening');
  insert into agent_group_members (site, agent_group_id, user_id)
  values ('main', 'evening', 'alice'), ('main', 'agents', 'alice')`;

const RECORDINGS = 'select file, state, started_at, ended_at, duration_ms from recordings';
const INTERACTIONS = 'select id, closed_by, call_result, note, draft from interactions';
const CLOSED_RECORDS = `
  select c.contact_name, r.record_type, r.record_status, r.call_result
  from chains c join records r on r.site = c.site and r.chain_id = c.id
  where c.state = 'closed' order by 1`;
