import { NumberInput, Progress } from '@mantine/core';
import type { Priorities } from '@outpace/engine/calling-lists/queue-rank.ts';
import type { DialingOrderRows, PriorityChoiceBody } from '@outpace/protocol/dialing-order.ts';
import { api } from '../api/client.ts';
import { EditorFrame } from './editor-frame.tsx';
import { OrderPriorities } from './order-priorities.tsx';
import { shareWords } from './order-words.ts';
import { useDraft } from './use-draft.tsx';

type Weights = readonly {
  readonly listId: string;
  readonly name: string;
  readonly weight: number;
}[];

/** One level of the order, and where it is kept. */
export type OrderLevel = {
  readonly title: string;
  readonly noun: string;
  readonly path: string;
  readonly priorities: PriorityChoiceBody;
  readonly above: Priorities;
  readonly says: string;
  /** Of a campaign its lists. */
  readonly lists?: Weights;
};

type Draft = { readonly priorities: PriorityChoiceBody; readonly lists: Weights | undefined };

/** Priorities of the site, a campaign or a group, and of a campaign the weights of its lists. */
export function OrderLevelEditor({ level }: { readonly level: OrderLevel }) {
  const { title, noun, path, priorities, above, says, lists } = level;
  const editing = useDraft<Draft>({
    read: { priorities, lists },
    send: (draft) => api.put<DialingOrderRows>(path, bodyOf(draft)),
  });
  const { draft, change } = editing;
  return (
    <EditorFrame
      title={title}
      noun={noun}
      note="In force from the next record on, also where it runs already."
      editing={editing}
    >
      {draft.lists === undefined ? null : (
        <ListWeights lists={draft.lists} onChange={(next) => change({ lists: next })} />
      )}
      <OrderPriorities
        chosen={draft.priorities}
        onChange={(next) => change({ priorities: next })}
        above={above}
        says={says}
      />
    </EditorFrame>
  );
}

const bodyOf = ({ priorities, lists }: Draft) =>
  lists === undefined
    ? { priorities }
    : { priorities, weights: lists.map(({ listId, weight }) => ({ listId, weight })) };

type WeightsProps = { readonly lists: Weights; readonly onChange: (lists: Weights) => void };

function ListWeights({ lists, onChange }: WeightsProps) {
  const weights = lists.map(({ weight }) => weight);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return (
    <fieldset className="rows">
      <legend>Weights of the lists</legend>
      <p className="rows-note">
        How the lists share what is dialed, as long as each has somebody due. One that has nobody
        leaves its share to the others; 0 rests it.
      </p>
      {lists.map((list) => (
        <div key={list.listId} className="order-weight">
          <NumberInput
            label={list.name}
            min={0}
            max={1_000}
            allowDecimal={false}
            value={list.weight}
            onChange={(typed) => {
              const weight = Math.max(0, Number(typed) || 0);
              onChange(lists.map((each) => (each === list ? { ...list, weight } : each)));
            }}
          />
          <Progress
            aria-label={`Share of ${list.name}`}
            value={total === 0 ? 0 : (100 * list.weight) / total}
          />
          <span className="order-share">{shareWords(list.weight, weights)}</span>
        </div>
      ))}
    </fieldset>
  );
}
