import type { AgentId, CampaignGroupId, ChainId, Epoch } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import type { Action, Write } from '@outpace/engine/effect.ts';
import type { StoreEvent, SwitchEvent } from '@outpace/engine/event.ts';

/** Time, as the shell sees it. The engine sees only the `at` of its events. */
export interface Clock {
  now(): Instant;
  /** Runs `wake` once, not before `at`. There is one alarm; setting it again moves it. */
  setAlarm(at: Instant, wake: () => void): void;
  clearAlarm(): void;
}

export type ActionOf<Type extends Action['type']> = Extract<Action, { type: Type }>;
export type StoreEventOf<Type extends StoreEvent['type']> = Extract<StoreEvent, { type: Type }>;

/**
 * The telephony system. Commands return at once and never throw: what became of them comes back
 * as events, `originate-failed` included. A command for a leg that is gone does nothing.
 */
export interface Switch {
  originate(order: ActionOf<'originate'>): void;
  hangUp(order: ActionOf<'hang-up'>): void;
  bridge(order: ActionOf<'bridge'>): void;
  mute(order: ActionOf<'mute'>): void;
  playAndRelease(order: ActionOf<'play-and-release'>): void;
  /** The one listener; set before anything is ordered. */
  onEvent(listener: (event: SwitchEvent) => void): void;
  /** Ends all legs that this process made. */
  close(): Promise<void>;
}

/**
 * What the dialer needs of the database. Every method throws a `StoreFault` when the world fails,
 * and an `EpochLost` when another engine has taken the site.
 */
export interface DialerStore {
  /** Raises the epoch and makes this process the owner. */
  takeSite(): Promise<Epoch>;
  /** What an earlier epoch left open; its leases end here, except those of open attempts. */
  recover(at: Instant): Promise<StoreEventOf<'recovered'>>;
  /** All of it in one transaction, in order, or nothing. */
  commit(writes: readonly Write[]): Promise<void>;
  /** Due chains within an open window and not suppressed, now leased to this epoch. */
  leaseChains(order: ActionOf<'lease-chains'>, at: Instant): Promise<StoreEventOf<'chains-leased'>>;
  renewLeases(chainIds: readonly ChainId[], until: Instant): Promise<void>;
}

/** The world failing at the store: a lost connection, a full disk. The loop makes it an event. */
export class StoreFault extends Error {
  override readonly name: string = 'StoreFault';
}

/** Another engine owns the site now. This one must stop. */
export class EpochLost extends StoreFault {
  override readonly name = 'EpochLost';
}

/** Whoever shows views to people; told what changed, asks for the view itself. */
export interface Screens {
  agentChanged(agentId: AgentId): void;
  sessionChanged(groupId: CampaignGroupId): void;
}
