import type { Instant } from '@outpace/engine/basics/time.ts';
import type { FieldValue } from '@outpace/engine/calling-lists/record.ts';
import {
  type CodedField,
  type FieldCodeFacts,
  filled,
} from '@outpace/engine/campaigns/field-codes.ts';
import { isValidOn } from '@outpace/engine/campaigns/response.ts';
import { branchIds } from '@outpace/engine/campaigns/response-tree.ts';
import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import type { InteractionResponses, ResponseCategoryRow } from '@outpace/protocol/responses.ts';
import type { RecordFacts } from '../store/record-facts.ts';

type Parts = {
  readonly interaction: InteractionView;
  readonly agentName: string;
  readonly record: RecordFacts;
  readonly fields: readonly CodedField[];
  /** In the order of the tree. */
  readonly library: readonly ResponseCategoryRow[];
  readonly favourites: ReadonlySet<string>;
  readonly now: Instant;
};

/** The library as an agent reads it to this person today, the campaign's script first. */
export function filledResponses(parts: Parts): InteractionResponses {
  const { interaction, library, favourites, fields, record, now } = parts;
  const facts = factsOf(parts);
  const today = dayIn(record.zone, now);
  const { responseCategoryId: rootId } = interaction;
  const script = rootId === undefined ? new Set<string>() : branchIds(library, rootId);
  const ordered = [
    ...library.filter(({ id }) => script.has(id)),
    ...library.filter(({ id }) => !script.has(id)),
  ];
  const responses = ordered.flatMap(({ id: categoryId, responses: texts }) =>
    texts
      .filter((text) => isValidOn(text, today))
      .map(({ id, title, language, text }) => ({
        ...{ id, categoryId, title, language },
        parts: [...filled(text, fields, facts)],
        isFavourite: favourites.has(id),
      })),
  );
  const used = new Set(responses.map(({ categoryId }) => categoryId));
  const categories = ordered
    .filter(({ id }) => used.has(id))
    .map(({ id, path, name }) => ({ id, path: [...path, name], isScript: script.has(id) }));
  return { categories, responses };
}

const factsOf = ({ interaction, agentName, record }: Parts): FieldCodeFacts => ({
  'contact.name': interaction.contactName,
  'contact.customer': record.customerId ?? '',
  'contact.phone': interaction.phone,
  'agent.name': agentName,
  'campaign.name': interaction.campaignName,
  'campaign.list': record.listName,
  // What the agent has just edited is in the view before it is in the store.
  fields: { ...record.fields, ...shownFields(interaction) },
});

const shownFields = ({ caseFields, recordFields }: InteractionView) =>
  Object.fromEntries(
    [...caseFields, ...recordFields]
      .filter(({ editable }) => editable)
      .map(({ key, value }): [string, FieldValue] => [key, value]),
  );

const dayIn = (zone: string, now: Instant): string =>
  Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().toString();
