import type { AgentId } from '@outpace/engine/basics/ids.ts';
import { localTimeOf } from '@outpace/engine/basics/local-time.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { after, minutes } from '@outpace/engine/basics/time.ts';
import type { NumberChoice } from '@outpace/engine/calling-lists/callback.ts';
import { CALLBACK_KINDS } from '@outpace/engine/calling-lists/callback.ts';
import { isPromise, promiserOf } from '@outpace/engine/calling-lists/record.ts';
import type { CallbackChange } from '@outpace/engine/campaigns/callback-change.ts';
import type { CampaignPlan } from '@outpace/engine/campaigns/campaign.ts';
import type { SupervisorCommand } from '@outpace/engine/event.ts';
import type { SiteState } from '@outpace/engine/state.ts';
import type { ChainWish } from '@outpace/server/dialer/out-of-turn.ts';
import type { AgentSetup } from './agents.ts';
import { fictionPhone } from './lists.ts';
import type { Prng } from './prng.ts';
import type { SimulatedStore } from './store.ts';
import type { StoredChain } from './stored.ts';

type Suppress = Extract<SupervisorCommand, { type: 'suppress' }>;

type Meddling = Outsider & { readonly state: SiteState };

type Outsider = {
  readonly prng: Prng;
  readonly store: SimulatedStore;
  readonly plans: readonly CampaignPlan[];
  readonly agents: readonly AgentSetup[];
  readonly at: Instant;
};

/** What somebody outside of the calls asks for: records taken back, promises changed. */
export function meddle(now: Meddling): ChainWish | Suppress | undefined {
  const { prng, state } = now;
  const kind = prng.pick(['suppress', 'cancel', 'change', 'change'] as const);
  const held = [...state.chains.values()];
  if (kind === 'change') return changePromise(now);
  if (kind === 'cancel' && prng.chance(0.3)) return cancelWaiting(now);
  if (held.length === 0) return undefined;
  const { chain, place } = prng.pick(held);
  // Mostly what is on a desktop, for that is where it hurts.
  if (place === 'buffer' && prng.chance(0.8)) return undefined;
  if (kind === 'cancel') return { type: 'cancel-record', chainId: chain.id };
  const { phone } = prng.pick(chain.records);
  return { type: 'suppress', keys: [{ kind: 'phone', phone }], reason: 'asked in a letter' };
}

/** A record that nobody has in hand yet, as far as whoever asks can know. */
function cancelWaiting({ prng, store }: Meddling): ChainWish | undefined {
  const waiting = [...store.chains.values()].filter(({ state }) => state === 'ready');
  if (waiting.length === 0) return undefined;
  return { type: 'cancel-record', chainId: prng.pick(waiting).id };
}

/** A promise that anybody made is moved, handed over or given up. */
export function changePromise({ prng, store, plans, agents, at }: Outsider): ChainWish | undefined {
  const promises = [...store.chains.values()].filter(isPromised);
  if (promises.length === 0) return undefined;
  const chain = prng.pick(promises);
  const plan = plans.find(({ groupId }) => groupId === chain.promisedIn);
  if (plan === undefined) return undefined;
  const members = agents
    .filter(({ groupIds }) => groupIds.includes(plan.agentGroupId))
    .map(({ agentId }) => agentId);
  const change = drawChange(prng, chain, members, at);
  // Mostly whoever promised it, else a supervisor; now and then somebody whose it is not.
  const record = chain.records[chain.position];
  const owner = prng.chance(0.1)
    ? prng.pick(agents).agentId
    : prng.chance(0.7) && record !== undefined
      ? promiserOf(record)
      : undefined;
  return { type: 'change-callback', chainId: chain.id, change, owner, plan, members };
}

const isPromised = (chain: StoredChain): boolean => {
  const record = chain.records[chain.position];
  return chain.state === 'ready' && record !== undefined && isPromise(record);
};

function drawChange(
  prng: Prng,
  chain: StoredChain,
  members: readonly AgentId[],
  at: Instant,
): CallbackChange {
  if (prng.chance(0.15)) return { type: 'hand-over', to: undefined };
  if (members.length > 0 && prng.chance(0.4)) return { type: 'hand-over', to: prng.pick(members) };
  if (prng.chance(0.3)) return { type: 'cancel' };
  const record = prng.pick(chain.records);
  // Some of these times have passed, or lie in the night.
  const time = localTimeOf(after(at, minutes(prng.between(-2, 30))), record.zone);
  const to: NumberChoice = prng.chance(0.2)
    ? { kind: 'new-number', phone: fictionPhone(prng.between(0, 60_000)) }
    : { kind: 'record', recordId: record.id };
  return { type: 'move', wish: { time, kind: prng.pick(CALLBACK_KINDS), to } };
}
