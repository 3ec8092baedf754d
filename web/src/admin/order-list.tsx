import { Button, Select } from '@mantine/core';
import type { CallingListRow } from '@outpace/protocol/calling-lists.ts';
import type { SelectionBody, SelectionRow } from '@outpace/protocol/dialing-order.ts';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { ErrorLine } from '../ui/error-line.tsx';
import { EditorFrame } from './editor-frame.tsx';
import { OrderConditions } from './order-conditions.tsx';
import { type ChosenField, fieldsOf, passingWords } from './order-words.ts';
import { keyOf, replaced, without } from './ordered.ts';
import { RowTools } from './row-tools.tsx';
import { selectionPath, selectionQuery } from './saved.ts';
import { useDraft } from './use-draft.tsx';

/** Whom of one list the dialer calls, and who goes first. */
export function OrderListEditor({ list }: { readonly list: CallingListRow }) {
  const { data: row, error } = useQuery(selectionQuery(list.id));
  if (row === undefined) return <ErrorLine problem={error} />;
  return <Editor list={list} row={row} />;
}

type EditorProps = { readonly list: CallingListRow; readonly row: SelectionRow };

function Editor({ list, row }: EditorProps) {
  const fields = fieldsOf(list);
  const read: SelectionBody = { filter: row.filter, sort: row.sort };
  const editing = useDraft<SelectionBody>({
    read,
    send: (body) => api.put<SelectionRow>(`${selectionPath(list.id)}?version=${row.version}`, body),
  });
  const { draft, change } = editing;
  return (
    <EditorFrame
      title={list.name}
      noun="calling list"
      note="In force from the next record on, in every campaign that dials the list."
      editing={editing}
    >
      <OrderConditions
        filter={draft.filter}
        fields={fields}
        onChange={(filter) => change({ filter })}
      />
      <SortRows sort={draft.sort} fields={fields} onChange={(sort) => change({ sort })} />
      <p className="order-sentence" role="status">
        {passingWords(row)}
      </p>
    </EditorFrame>
  );
}

type Sort = SelectionBody['sort'];
type SortProps = {
  readonly sort: Sort;
  readonly fields: readonly ChosenField[];
  readonly onChange: (sort: Sort) => void;
};

const SORT_MAX = 2;

function SortRows({ sort, fields, onChange }: SortProps) {
  const free = fields.filter(({ key }) => !sort.some(({ field }) => field === key));
  const [next] = free;
  return (
    <fieldset className="rows">
      <legend>Who goes first</legend>
      <p className="rows-note">
        Of those who have no time of their own; callbacks and rescheduled records come by their
        time. Who has nothing in the field comes last.
      </p>
      {sort.map((row, n) => {
        const choices = fields.filter((field) => field.key === row.field || free.includes(field));
        return (
          <fieldset key={keyOf(row)} className="order-sort" aria-label={`Sort ${n + 1}`}>
            <Select
              label={n === 0 ? 'By' : 'Then by'}
              allowDeselect={false}
              data={choices.map(({ key, label }) => ({ value: key, label }))}
              value={row.field}
              onChange={(field) =>
                onChange(replaced(sort, row, { ...row, field: field ?? row.field }))
              }
            />
            <Select
              label="Direction"
              allowDeselect={false}
              data={[
                { value: 'up', label: 'Smallest first' },
                { value: 'down', label: 'Largest first' },
              ]}
              value={row.descending ? 'down' : 'up'}
              onChange={(way) =>
                onChange(replaced(sort, row, { ...row, descending: way === 'down' }))
              }
            />
            <RowTools of={`sort ${n + 1}`} onRemove={() => onChange(without(sort, row))} />
          </fieldset>
        );
      })}
      {sort.length >= SORT_MAX || next === undefined ? null : (
        <Button
          variant="default"
          className="rows-add"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => onChange([...sort, { field: next.key, descending: false }])}
        >
          Add a field to sort by
        </Button>
      )}
    </fieldset>
  );
}
