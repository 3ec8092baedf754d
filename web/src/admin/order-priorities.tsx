import { Select } from '@mantine/core';
import type { Priorities, PriorityType } from '@outpace/engine/calling-lists/queue-rank.ts';
import type { PriorityChoiceBody } from '@outpace/protocol/dialing-order.ts';
import { PRIORITY_TYPES } from '@outpace/protocol/tables.ts';
import { orderSentence, TYPE_WORDS } from './order-words.ts';

const NUMBERS = Array.from({ length: 9 }, (_, n) => String(n + 1));
const AS_ABOVE = 'as-above';

type Props = {
  readonly chosen: PriorityChoiceBody;
  readonly onChange: (chosen: PriorityChoiceBody) => void;
  /** What holds where nothing is chosen here, and who says so. */
  readonly above: Priorities;
  readonly says: string;
};

/** Which type of record goes first; what is not chosen here, the level above says. */
export function OrderPriorities({ chosen, onChange, above, says }: Props) {
  const set = (type: PriorityType, value: string | null): void => {
    const { [type]: _old, ...others } = chosen;
    const isChosen = value !== null && value !== AS_ABOVE;
    onChange(isChosen ? { ...others, [type]: Number(value) } : others);
  };
  return (
    <fieldset className="rows">
      <legend>What goes first</legend>
      <p className="rows-note">
        1 goes first. Of one number go first those without a time, then by their time. Personal
        callbacks go before all of these.
      </p>
      <div className="order-priorities">
        {PRIORITY_TYPES.map((type) => (
          <Select
            key={type}
            label={TYPE_WORDS[type]}
            allowDeselect={false}
            data={[{ value: AS_ABOVE, label: `${above[type]}, as ${says}` }, ...NUMBERS]}
            value={chosen[type] === undefined ? AS_ABOVE : String(chosen[type])}
            onChange={(value) => set(type, value)}
          />
        ))}
      </div>
      <p className="order-sentence">{orderSentence({ ...above, ...chosen })}</p>
    </fieldset>
  );
}
