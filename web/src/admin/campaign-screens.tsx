import { SegmentedControl } from '@mantine/core';
import type { CallingListRow } from '@outpace/protocol/calling-lists.ts';
import type { CampaignBody, CampaignSettings } from '@outpace/protocol/campaigns.ts';
import { useState } from 'react';
import { knownFields } from './known-fields.ts';
import { LayoutPreview } from './layout-preview.tsx';
import { LayoutRows } from './layout-rows.tsx';
import { RecordLayout } from './record-layout.tsx';
import type { SettingsPart } from './settings-part.ts';

export type LayoutKey = Extract<
  keyof CampaignSettings,
  'noticeFields' | 'previewFields' | 'caseFields' | 'recordFields'
>;

const LAYOUTS: readonly {
  readonly value: LayoutKey;
  readonly label: string;
  readonly note: string;
}[] = [
  {
    value: 'noticeFields',
    label: 'Notice',
    note: 'Shown to every agent of the group when the campaign is loaded or started.',
  },
  {
    value: 'previewFields',
    label: 'Interaction preview',
    note: 'Shown beside name and number while the agent decides.',
  },
  {
    value: 'caseFields',
    label: 'Case Information',
    note: 'Shown beside the call: what it is about.',
  },
  {
    value: 'recordFields',
    label: 'Record Information',
    note: 'Shown beside the call: what is known of the person. May be edited where you allow it.',
  },
];

type Props = SettingsPart & {
  readonly draft: CampaignBody;
  readonly lists: readonly CallingListRow[];
};

/** Which fields the agent sees, in which order, with the agent's view of them beside it. */
export function CampaignScreens({ settings, change, draft, lists }: Props) {
  const [shown, setShown] = useState<LayoutKey>('recordFields');
  const layout = settings[shown];
  const fields = knownFields(draft.lists, lists);
  const about = LAYOUTS.find(({ value }) => value === shown);
  return (
    <>
      <SegmentedControl<LayoutKey>
        aria-label="Part of the agent’s screen"
        data={LAYOUTS.map(({ value, label }) => ({ value, label }))}
        value={shown}
        onChange={setShown}
      />
      <p className="rows-note">
        {about?.note}
        {draft.lists.length === 0
          ? ' Choose a calling list under Basics and lists to see its fields here.'
          : null}
      </p>
      {shown === 'recordFields' ? (
        <RecordLayout {...{ settings, change, draft, lists }} title={about?.label ?? ''} />
      ) : (
        <div className="layout">
          <LayoutRows
            key={shown}
            layout={layout}
            fields={fields}
            mayEdit={shown === 'caseFields'}
            onChange={(rows) => change({ [shown]: rows })}
          />
          <LayoutPreview title={about?.label ?? ''} layout={layout} fields={fields} />
        </div>
      )}
    </>
  );
}
