/** A plain value that only its own parser or counter can make; costs nothing at run time. */
export type Branded<Base, Name extends string> = Base & { readonly __brand: Name };

export type SiteId = Branded<string, 'site-id'>;
export type CampaignId = Branded<string, 'campaign-id'>;
export type CampaignGroupId = Branded<string, 'campaign-group-id'>;
export type AgentGroupId = Branded<string, 'agent-group-id'>;
/** An agent is a user of the site; the id is the user's. */
export type AgentId = Branded<string, 'agent-id'>;
export type CallingListId = Branded<string, 'calling-list-id'>;
export type RecordId = Branded<string, 'record-id'>;
export type ChainId = Branded<string, 'chain-id'>;
export type AttemptId = Branded<string, 'attempt-id'>;
export type InteractionId = Branded<string, 'interaction-id'>;
export type OfferId = Branded<string, 'offer-id'>;
export type InternalCallId = Branded<string, 'internal-call-id'>;
export type NoticeId = Branded<string, 'notice-id'>;
/** Made by the client, answered once; a repeated id gets the remembered answer. */
export type CommandId = Branded<string, 'command-id'>;
/** Raised by the store each time an engine takes the site; every write carries it. */
export type Epoch = Branded<number, 'epoch'>;

export const siteId = (text: string): SiteId => text as SiteId;
export const campaignId = (text: string): CampaignId => text as CampaignId;
export const campaignGroupId = (text: string): CampaignGroupId => text as CampaignGroupId;
export const agentGroupId = (text: string): AgentGroupId => text as AgentGroupId;
export const agentId = (text: string): AgentId => text as AgentId;
export const callingListId = (text: string): CallingListId => text as CallingListId;
export const recordId = (text: string): RecordId => text as RecordId;
export const chainId = (text: string): ChainId => text as ChainId;
export const attemptId = (text: string): AttemptId => text as AttemptId;
export const interactionId = (text: string): InteractionId => text as InteractionId;
export const offerId = (text: string): OfferId => text as OfferId;
export const internalCallId = (text: string): InternalCallId => text as InternalCallId;
export const noticeId = (text: string): NoticeId => text as NoticeId;
export const commandId = (text: string): CommandId => text as CommandId;
export const epoch = (count: number): Epoch => count as Epoch;

/** More numbers than an epoch can ever give. */
const NUMBERS_PER_EPOCH = 2 ** 31;

/**
 * The id of a record made here, for a number that a person gave in a call. Imported records are
 * counted upwards by the store; these go down from zero, so that the two never meet.
 */
export const countedRecordId = (of: Epoch, count: number): RecordId =>
  recordId(String(-(of * NUMBERS_PER_EPOCH + count)));

/**
 * Ids are counted, not drawn: kind, epoch, counter, at one fixed length, so that the switch can
 * use an attempt id as its channel id and an id from an earlier epoch can never come again.
 */
export function countedId(kind: 'a' | 'i' | 'o' | 'n' | 'c', of: Epoch, count: number): string {
  return `${kind}${of.toString(36).padStart(6, '0')}-${count.toString(36).padStart(8, '0')}`;
}
