import type { AgentId, CampaignGroupId } from './basics/ids.ts';
import type { Chain } from './calling-lists/chain.ts';
import { recordToDial } from './calling-lists/chain.ts';
import type { ChainAfter } from './calling-lists/chain-outcome.ts';
import type { CallingRecord } from './calling-lists/record.ts';
import { isPromise, promiserOf } from './calling-lists/record.ts';
import type { SaveChain } from './effect.ts';

/** A promise is kept by the group that it was made in: that is written with the chain. */
export function chainWrite(
  chain: Chain,
  groupId: CampaignGroupId | undefined,
  after: ChainAfter,
): SaveChain {
  const isOfGroup = groupId !== undefined && promisedRecord(chain, after) !== undefined;
  const promisedIn = isOfGroup ? { promisedIn: groupId } : {};
  return { type: 'save-chain', chainId: chain.id, ...promisedIn, ...after };
}

/** The record that is called next, when it is somebody's promise or one agent's. */
export function promisedRecord(chain: Chain, after: ChainAfter): CallingRecord | undefined {
  if (after.state !== 'ready') return undefined;
  const id = chain.records[after.position]?.id;
  const known = after.records.find((record) => record.id === id) ?? chain.records[after.position];
  const record = known ?? after.added?.[0];
  return record !== undefined && isPromise(record) ? record : undefined;
}

/** Whose list of callbacks is another once this is written: before, and from then on. */
export function promisersOf(chain: Chain, after: ChainAfter): readonly AgentId[] {
  const records = [recordToDial(chain), promisedRecord(chain, after)];
  return records.flatMap((record) => (record === undefined ? [] : (promiserOf(record) ?? [])));
}
