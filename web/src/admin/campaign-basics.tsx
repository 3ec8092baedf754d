import { NumberInput, Select, Textarea } from '@mantine/core';
import type { CallingListRow } from '@outpace/protocol/calling-lists.ts';
import type { CampaignBody } from '@outpace/protocol/campaigns.ts';
import { DEFAULT_ATTEMPTS_MAX, DEFAULT_WEIGHT } from './campaign-defaults.ts';
import { Explained } from './explained.tsx';
import { NameField } from './name-field.tsx';
import { RowTools } from './row-tools.tsx';

type Props = {
  readonly draft: CampaignBody;
  readonly change: (part: Partial<CampaignBody>) => void;
  readonly lists: readonly CallingListRow[];
};

export function CampaignBasics({ draft, change, lists }: Props) {
  return (
    <>
      <NameField name={draft.name} note="As agents and supervisors see it." change={change} />
      <Explained
        note={'What it is about, in a sentence or two. Agents read it when the campaign is loaded.'}
      >
        <Textarea
          label="Description"
          autosize
          minRows={2}
          maxLength={2_000}
          value={draft.description}
          onChange={(event) => change({ description: event.currentTarget.value })}
        />
      </Explained>
      <CampaignLists draft={draft} change={change} lists={lists} />
    </>
  );
}

type ListOfCampaign = CampaignBody['lists'][number];

function CampaignLists({ draft, change, lists }: Props) {
  const nameOf = (listId: string): string =>
    lists.find(({ id }) => id === listId)?.name ?? 'A list that is gone';
  const set = (of: ListOfCampaign, part: Partial<ListOfCampaign>): void =>
    change({ lists: draft.lists.map((row) => (row === of ? { ...row, ...part } : row)) });
  return (
    <fieldset className="rows">
      <legend>Calling lists</legend>
      <p className="rows-note">
        The weight is a list’s share of what is dialed next; 0 rests it. After that many attempts a
        record of the list is left alone.
      </p>
      {draft.lists.map((row) => (
        <div key={row.listId} className="rows-row list-row">
          <span className="rows-name">{nameOf(row.listId)}</span>
          <NumberInput
            label="Weight"
            min={0}
            max={1_000}
            allowDecimal={false}
            value={row.weight}
            onChange={(weight) => set(row, { weight: Number(weight) })}
          />
          <NumberInput
            label="Attempts at most"
            min={1}
            max={1_000}
            allowDecimal={false}
            value={row.attemptsMax}
            onChange={(attemptsMax) => set(row, { attemptsMax: Number(attemptsMax) })}
          />
          <RowTools
            of={nameOf(row.listId)}
            onRemove={() => change({ lists: draft.lists.filter((other) => other !== row) })}
          />
        </div>
      ))}
      <AddList draft={draft} change={change} lists={lists} />
    </fieldset>
  );
}

function AddList({ draft, change, lists }: Props) {
  const unused = lists.filter(({ id }) => !draft.lists.some(({ listId }) => listId === id));
  const add = (listId: string): void =>
    change({
      lists: [
        ...draft.lists,
        { listId, weight: DEFAULT_WEIGHT, attemptsMax: DEFAULT_ATTEMPTS_MAX },
      ],
    });
  if (unused.length === 0) {
    return <p className="dim">{lists.length === 0 ? 'There is no calling list yet.' : null}</p>;
  }
  return (
    <Select
      className="rows-add"
      aria-label="Add a calling list"
      placeholder="Add a calling list"
      searchable
      value={null}
      data={unused.map(({ id, name, open }) => ({
        value: id,
        label: `${name} (${open.toLocaleString('en-GB')} to call)`,
      }))}
      onChange={(listId) => {
        if (listId !== null) add(listId);
      }}
    />
  );
}
