import { Button, Checkbox, MultiSelect, Select, TextInput } from '@mantine/core';
import type {
  SuppressionListBody,
  SuppressionListRow,
} from '@outpace/protocol/suppression-lists.ts';
import { useNow } from '../ui/clock.tsx';
import { EditorFrame } from './editor-frame.tsx';
import { Explained } from './explained.tsx';
import { NameField } from './name-field.tsx';
import { dayOf, dayStart, removalWords, type ScopeNames, tomorrow } from './suppression-words.ts';
import { useEditing } from './use-editing.tsx';

type Body = Required<SuppressionListBody>;
const BLANK: Body = {
  name: '',
  callingListId: null,
  campaignIds: null,
  inForce: true,
  endsAt: null,
};
const bodyOf = (row: SuppressionListRow): Body => ({
  name: row.name,
  callingListId: row.callingListId,
  campaignIds: row.campaignIds,
  inForce: row.inForce,
  endsAt: row.endsAt,
});

type Props = {
  /** Undefined: a list that is being made; what is on it comes afterwards. */
  readonly list: SuppressionListRow | undefined;
  readonly names: ScopeNames;
  readonly onClose?: () => void;
};

/** The list as a whole: its name, whose calls it is against, and whether and how long it counts. */
export function SuppressionEditor({ list, names, onClose }: Props) {
  const now = useNow();
  const editing = useEditing({ section: 'suppression-lists', row: list, blank: BLANK, bodyOf });
  const { draft, change, isChanged } = editing;
  return (
    <EditorFrame
      title={list?.name ?? ''}
      noun="suppression list"
      {...(list === undefined ? {} : { note: 'What is saved here is in force at once.' })}
      {...(list === undefined ? {} : { removal: removalWords(list.entries) })}
      editing={editing}
      actions={
        onClose === undefined ? undefined : (
          <Button variant="default" disabled={isChanged} onClick={onClose}>
            Show entries
          </Button>
        )
      }
    >
      <NameField
        name={draft.name}
        note="Where it comes from, or what it is for, such as a register."
        change={change}
      />
      <Scope draft={draft} change={change} names={names} />
      <Explained note="From this day on nothing on the list counts any more. Empty: it never ends.">
        <TextInput
          type="date"
          label="Ends on"
          min={tomorrow(now)}
          value={dayOf(draft.endsAt)}
          onChange={(event) => change({ endsAt: dayStart(event.currentTarget.value) })}
        />
      </Explained>
      <Explained note="Out of force it keeps its entries, and keeps nobody from being called.">
        <Checkbox
          label="In force"
          checked={draft.inForce}
          onChange={(event) => change({ inForce: event.currentTarget.checked })}
        />
      </Explained>
    </EditorFrame>
  );
}

type ScopeProps = Pick<Props, 'names'> & {
  readonly draft: Body;
  readonly change: (part: Partial<Body>) => void;
};

const KINDS = [
  { value: 'everybody', label: 'Everybody' },
  { value: 'calling-list', label: 'Contacts of a calling list' },
  { value: 'campaigns', label: 'Calls of some campaigns' },
];

function Scope({ draft, change, names }: ScopeProps) {
  const { callingListId, campaignIds } = draft;
  const kind =
    campaignIds !== null ? 'campaigns' : callingListId !== null ? 'calling-list' : 'everybody';
  return (
    <Explained
      note={
        'Everybody: nobody calls whoever is on it. Otherwise only contacts of one calling list ' +
        'are not called, or only these campaigns do not call, and others still do.'
      }
    >
      <Select
        label="Holds for"
        allowDeselect={false}
        data={KINDS}
        value={kind}
        onChange={(chosen) =>
          change({
            callingListId: chosen === 'calling-list' ? '' : null,
            campaignIds: chosen === 'campaigns' ? [] : null,
          })
        }
      />
      {callingListId === null ? null : (
        <Select
          label="Calling list"
          required
          searchable
          mt="xs"
          data={choicesOf(names.callingLists)}
          value={callingListId || null}
          onChange={(chosen) => change({ callingListId: chosen ?? '' })}
        />
      )}
      {campaignIds === null ? null : (
        <MultiSelect
          label="Campaigns"
          required
          searchable
          mt="xs"
          data={choicesOf(names.campaigns)}
          value={campaignIds}
          onChange={(chosen) => change({ campaignIds: chosen })}
        />
      )}
    </Explained>
  );
}

const choicesOf = (rows: ScopeNames['campaigns']) =>
  rows.map(({ id, name }) => ({ value: id, label: name }));
