import type { AgentId } from '@outpace/engine/basics/ids.ts';
import { localTimeOf } from '@outpace/engine/basics/local-time.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { after, minutes } from '@outpace/engine/basics/time.ts';
import { CALLBACK_KINDS } from '@outpace/engine/calling-lists/callback.ts';
import { ownerOf } from '@outpace/engine/calling-lists/record.ts';
import type { CallbackChange } from '@outpace/engine/campaigns/callback-change.ts';
import type { CampaignPlan } from '@outpace/engine/campaigns/campaign.ts';
import type { SupervisorCommand } from '@outpace/engine/event.ts';
import type { SiteState } from '@outpace/engine/state.ts';
import type { AgentSetup } from './agents.ts';
import type { Prng } from './prng.ts';
import type { SimulatedStore, StoredChain } from './store.ts';

type Meddling = {
  readonly prng: Prng;
  readonly store: SimulatedStore;
  readonly state: SiteState;
  readonly plans: readonly CampaignPlan[];
  readonly agents: readonly AgentSetup[];
  readonly at: Instant;
};

/** What somebody outside of the calls asks for: records taken back, promises changed. */
export function meddle(now: Meddling): SupervisorCommand | undefined {
  const { prng, state } = now;
  const kind = prng.pick(['suppress', 'cancel', 'change', 'change'] as const);
  const held = [...state.chains.values()];
  if (kind === 'change') return changePromise(now);
  if (held.length === 0) return undefined;
  const { chain, place } = prng.pick(held);
  // Mostly what is on a desktop, for that is where it hurts.
  if (place === 'buffer' && prng.chance(0.8)) return undefined;
  if (kind === 'cancel') return { type: 'cancel-record', chainId: chain.id, taken: undefined };
  const { phone } = prng.pick(chain.records);
  return { type: 'suppress', keys: [{ kind: 'phone', phone }], reason: 'asked in a letter' };
}

function changePromise(now: Meddling): SupervisorCommand | undefined {
  const { prng, store, state, plans, agents, at } = now;
  const promises = [...store.chains.values()].filter(isPersonal);
  if (promises.length === 0) return undefined;
  const chain = prng.pick(promises);
  const plan = plans.find(({ groupId }) => groupId === chain.promisedIn);
  if (plan === undefined) return undefined;
  const taken = store.take(state.epoch, chain.id, plan.groupId, after(at, minutes(1)));
  const members = agents
    .filter(({ groupIds }) => groupIds.includes(plan.agentGroupId))
    .map(({ agentId }) => agentId);
  const change = drawChange(prng, chain, members, at);
  const who = { owner: undefined, members, suppressed: [] };
  return { type: 'change-callback', chainId: chain.id, change, taken, plan, ...who };
}

const isPersonal = (chain: StoredChain): boolean => {
  const record = chain.records[chain.position];
  return chain.state === 'ready' && record !== undefined && ownerOf(record) !== undefined;
};

function drawChange(
  prng: Prng,
  chain: StoredChain,
  members: readonly AgentId[],
  at: Instant,
): CallbackChange {
  if (members.length > 0 && prng.chance(0.4)) return { type: 'hand-over', to: prng.pick(members) };
  if (prng.chance(0.3)) return { type: 'cancel' };
  const record = prng.pick(chain.records);
  const time = localTimeOf(after(at, minutes(prng.between(1, 30))), record.zone);
  const to = { kind: 'record', recordId: record.id } as const;
  return { type: 'move', wish: { time, kind: prng.pick(CALLBACK_KINDS), to } };
}
