import type { CampaignSettings } from '@outpace/protocol/campaigns.ts';

type Layout = CampaignSettings['recordFields'];
type Layouts = Pick<CampaignSettings, 'recordFields' | 'recordFieldsOf'>;

/** The fields that a list has of its own; undefined: it is shown as the campaign says. */
export const ownLayout = ({ recordFieldsOf = [] }: Layouts, listId: string): Layout | undefined =>
  recordFieldsOf.find((own) => own.listId === listId)?.fields;

/** With these fields for a list; undefined: it is shown as the campaign says from now on. */
export function withOwnLayout(
  { recordFieldsOf = [] }: Layouts,
  listId: string,
  fields: Layout | undefined,
): Required<Pick<Layouts, 'recordFieldsOf'>> {
  if (fields === undefined) {
    return { recordFieldsOf: recordFieldsOf.filter((own) => own.listId !== listId) };
  }
  const isThere = recordFieldsOf.some((own) => own.listId === listId);
  if (!isThere) return { recordFieldsOf: [...recordFieldsOf, { listId, fields }] };
  return {
    recordFieldsOf: recordFieldsOf.map((own) => (own.listId === listId ? { listId, fields } : own)),
  };
}
