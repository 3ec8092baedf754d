import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { FieldValue } from '@outpace/engine/calling-lists/record.ts';
import type { ActionOf } from '../ports.ts';

/** What is posted as JSON before a dial. Documented in docs/operating.md. */
export type QuestionBody = {
  readonly attemptId: string;
  readonly campaign: { readonly id: string; readonly name: string };
  readonly group: string;
  /** `progressive`, `predictive`, …, or `manual`. */
  readonly mode: string;
  /** Who is to talk with the person; null: whoever is free then. */
  readonly agentId: string | null;
  readonly list: string;
  readonly contact: {
    readonly chainId: string;
    readonly name: string;
    readonly customerId: string | null;
  };
  readonly record: {
    readonly id: string;
    readonly phone: PhoneNumber;
    readonly contactType: string;
    /** IANA. */
    readonly zone: string;
    /** Attempts so far. */
    readonly attempts: number;
    readonly fields: Readonly<Record<string, FieldValue>>;
  };
};

export const questionBody = (question: ActionOf<'ask-validation'>): QuestionBody => {
  const { record, contactName, customerId, chainId, agentId } = question;
  const { id, phone, contactType, zone, attempts, fields } = record;
  return {
    attemptId: question.attemptId,
    campaign: { id: question.campaignId, name: question.campaignName },
    group: question.groupName,
    mode: question.mode,
    agentId: agentId ?? null,
    list: question.listName,
    contact: { chainId, name: contactName, customerId: customerId ?? null },
    record: { id, phone, contactType, zone, attempts, fields },
  };
};
