import { NumberInput, Select } from '@mantine/core';
import type { DialingMode } from '@outpace/engine/campaigns/campaign.ts';
import { useState } from 'react';
import { ErrorLine } from '../ui/error-line.tsx';
import type { GroupEntry } from './group-entries.ts';
import { linesWords, looksAhead, MODE_CHOICES } from './mode-choices.ts';
import type { Commanding } from './use-commands.tsx';

type Props = { readonly entry: GroupEntry; readonly commanding: Commanding };

/** Mode and multiplier travel together; each is sent as soon as it is chosen, where it counts. */
export function PacingControls({ entry, commanding }: Props) {
  const { groupId, multiplier } = entry;
  const mode = MODE_CHOICES.find(({ value }) => value === entry.mode)?.value ?? 'progressive';
  const setMode = (wanted: DialingMode): void => {
    if (wanted === mode) return;
    commanding.send('mode', { type: 'set-mode', groupId, mode: wanted, multiplier });
  };
  const setMultiplier = (wanted: number): void => {
    commanding.send('multiplier', { type: 'set-mode', groupId, mode, multiplier: wanted });
  };
  return (
    <>
      <div className="control">
        <Select<DialingMode>
          label="Mode"
          data={MODE_CHOICES}
          value={mode}
          allowDeselect={false}
          disabled={commanding.isPending('mode')}
          onChange={(wanted) => {
            if (wanted !== null) setMode(wanted);
          }}
        />
        <ErrorLine problem={commanding.problemOf('mode')} />
      </div>
      {looksAhead(mode) ? null : (
        <div className="control">
          <Multiplier
            key={multiplier}
            live={multiplier}
            isPending={commanding.isPending('multiplier')}
            onWanted={setMultiplier}
          />
          <ErrorLine problem={commanding.problemOf('multiplier')} />
        </div>
      )}
    </>
  );
}

type MultiplierProps = {
  readonly live: number;
  readonly isPending: boolean;
  readonly onWanted: (multiplier: number) => void;
};

function Multiplier({ live, isPending, onWanted }: MultiplierProps) {
  const [typed, setTyped] = useState<number | string>(live);
  const [asked, setAsked] = useState<number>();
  const wanted = Number(typed);
  const isNew = typed !== '' && Number.isFinite(wanted) && wanted !== live;
  const ask = (): void => {
    if (!isNew || isPending) return;
    setAsked(wanted);
    onWanted(wanted);
  };
  const leave = (): void => {
    if (typed === '') return setTyped(live);
    // Enter has asked for it already, and leaving the field is no second wish.
    if (wanted !== asked) ask();
  };
  return (
    <NumberInput
      label="Multiplier"
      description={isNew ? `Enter: ${linesWords(wanted)}` : linesWords(live)}
      value={typed}
      min={0.1}
      max={10}
      step={0.1}
      decimalScale={2}
      readOnly={isPending}
      onChange={setTyped}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === 'Enter') ask();
      }}
    />
  );
}
