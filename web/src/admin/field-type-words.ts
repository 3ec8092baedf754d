import type { FieldType } from '@outpace/engine/campaigns/campaign.ts';

export const FIELD_TYPE_WORDS: Readonly<Record<FieldType, string>> = {
  text: 'Text',
  number: 'Number',
  date: 'Date',
  'yes-no': 'Yes or no',
  link: 'Link',
  choice: 'Choice',
};
