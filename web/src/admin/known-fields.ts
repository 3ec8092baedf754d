import type { CallingListRow, ListField } from '@outpace/protocol/calling-lists.ts';
import type { CampaignBody, FieldLayoutBody } from '@outpace/protocol/campaigns.ts';

/** A field that a screen of the agent may show, with what a preview puts into it. */
export type KnownField = {
  readonly key: string;
  readonly label: string;
  readonly type: FieldLayoutBody['type'];
  readonly choices: readonly string[];
  readonly sample: string;
};

/** What the product itself knows of every record. None of it can be edited by an agent. */
const PRODUCT_FIELDS: readonly KnownField[] = [
  known('@campaign', 'Campaign', 'text', 'Summer renewals'),
  known('@description', 'Description', 'text', 'Renew contracts that end soon.'),
  known('@list', 'Calling list', 'text', 'Customers'),
  known('@contact', 'Contact', 'text', 'Maria Keller'),
  known('@phone', 'Number', 'text', '+1 212 555 0142'),
  known('@window', 'May be called', 'text', '09:00–20:00'),
  known('@zone', 'Time zone', 'text', 'America/New_York'),
  known('@attempts', 'Attempts so far', 'number', '1'),
  known('@last-result', 'Last result', 'text', 'No answer'),
];

function known(key: string, label: string, type: FieldLayoutBody['type'], sample: string) {
  return { key, label, type, choices: [], sample };
}

const SAMPLES: Readonly<Record<FieldLayoutBody['type'], string>> = {
  text: 'Text',
  number: '2,143',
  date: '3 Oct 2026',
  'yes-no': 'Yes',
  link: 'https://example.com',
  choice: 'One of the choices',
};

const listField = ({ key, label, type, choices }: ListField): KnownField => ({
  key,
  label,
  type,
  choices,
  sample: choices[0] ?? SAMPLES[type],
});

/** The product's own fields, then those of the campaign's lists; the first list wins on a key. */
export function knownFields(
  lists: CampaignBody['lists'],
  all: readonly CallingListRow[],
): readonly KnownField[] {
  const chosen = new Set(lists.map(({ listId }) => listId));
  const found = new Map<string, KnownField>();
  for (const list of all) {
    if (!chosen.has(list.id)) continue;
    for (const field of list.fields) {
      if (!found.has(field.key)) found.set(field.key, listField(field));
    }
  }
  return [...PRODUCT_FIELDS, ...found.values()];
}

export const isProductField = (key: string): boolean => key.startsWith('@');

/** Fields that the layout does not show yet. */
export const unusedFields = (
  layout: readonly FieldLayoutBody[],
  fields: readonly KnownField[],
): readonly KnownField[] => fields.filter(({ key }) => !layout.some((row) => row.key === key));

export const layoutOf = ({ key, label, type, choices }: KnownField): FieldLayoutBody => ({
  key,
  label,
  type,
  editable: false,
  choices: [...choices],
});

/** What the preview writes into a field; says so when no list of the campaign has it. */
export const sampleOf = (row: FieldLayoutBody, fields: readonly KnownField[]): string => {
  const field = fields.find(({ key }) => key === row.key);
  if (field === undefined) return 'not in the campaign’s lists';
  return field.type === row.type ? field.sample : SAMPLES[row.type];
};
