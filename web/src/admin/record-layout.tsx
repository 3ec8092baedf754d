import { Button, Select } from '@mantine/core';
import type { CallingListRow } from '@outpace/protocol/calling-lists.ts';
import type { CampaignBody } from '@outpace/protocol/campaigns.ts';
import { useState } from 'react';
import { knownFields } from './known-fields.ts';
import { LayoutPreview } from './layout-preview.tsx';
import { LayoutRows } from './layout-rows.tsx';
import { ownLayout, withOwnLayout } from './record-layouts.ts';
import type { SettingsPart } from './settings-part.ts';

type Props = SettingsPart & {
  readonly title: string;
  readonly draft: CampaignBody;
  readonly lists: readonly CallingListRow[];
};

/** What stands for every list in the choice: no list has an id without a letter. */
const EVERY = '';

/** The fields of records, for every list or for one that is shown in its own way. */
export function RecordLayout({ title, settings, change, draft, lists }: Props) {
  const [listId, setListId] = useState(EVERY);
  const own = ownLayout(settings, listId);
  const of = listId === EVERY ? draft.lists : draft.lists.filter((each) => each.listId === listId);
  const fields = knownFields(of, lists);
  const layout = own ?? settings.recordFields;
  const named = draft.lists.flatMap((each) => lists.find(({ id }) => id === each.listId) ?? []);
  const choices = named.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      {choices.length < 2 && (settings.recordFieldsOf ?? []).length === 0 ? null : (
        <Select
          className="rows-add"
          label="Records of"
          allowDeselect={false}
          data={[{ value: EVERY, label: 'Every list' }, ...choices]}
          value={listId}
          onChange={(chosen) => setListId(chosen ?? EVERY)}
        />
      )}
      {listId === EVERY ? null : (
        <OwnSwitch
          hasOwn={own !== undefined}
          onOwn={() => change(withOwnLayout(settings, listId, settings.recordFields))}
          onUsual={() => change(withOwnLayout(settings, listId, undefined))}
        />
      )}
      <div className="layout">
        {listId !== EVERY && own === undefined ? null : (
          <LayoutRows
            key={listId}
            layout={layout}
            fields={fields}
            mayEdit
            onChange={(rows) =>
              change(
                listId === EVERY ? { recordFields: rows } : withOwnLayout(settings, listId, rows),
              )
            }
          />
        )}
        <LayoutPreview title={title} layout={layout} fields={fields} />
      </div>
    </>
  );
}

type SwitchProps = {
  readonly hasOwn: boolean;
  readonly onOwn: () => void;
  readonly onUsual: () => void;
};

const OwnSwitch = ({ hasOwn, onOwn, onUsual }: SwitchProps) => (
  <p className="rows-note">
    {hasOwn ? 'This list has fields of its own. ' : 'This list is shown as every list. '}
    <Button size="compact-sm" variant="default" onClick={hasOwn ? onUsual : onOwn}>
      {hasOwn ? 'Show it as every list' : 'Give it fields of its own'}
    </Button>
  </p>
);
