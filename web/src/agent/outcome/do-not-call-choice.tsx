import { Checkbox, SegmentedControl } from '@mantine/core';
import type { DoNotCallScope } from '@outpace/engine/interactions/interaction.ts';
import { useRef } from 'react';
import { FieldName } from '../fields/field-name.tsx';
import { ariaKey } from '../keys/key-hint.tsx';
import { useKeys } from '../keys/use-keys.tsx';

type Props = {
  readonly scope: DoNotCallScope | undefined;
  readonly refused: string | undefined;
  readonly onChoose: (scope: DoNotCallScope | undefined) => void;
};

const SCOPES: { value: DoNotCallScope; label: string }[] = [
  { value: 'number', label: 'this number' },
  { value: 'person', label: 'every number of this person' },
];

/** Never again: always with its scope, so that nobody has to guess how far it reaches. */
export function DoNotCallChoice({ scope, refused, onChoose }: Props) {
  const field = useRef<HTMLInputElement>(null);
  useKeys([{ action: 'do-not-call', refused, run: () => field.current?.focus() }]);
  return (
    <div className="do-not-call">
      <Checkbox
        ref={field}
        label={<FieldName name="Do Not Call" action="do-not-call" />}
        aria-keyshortcuts={ariaKey('do-not-call')}
        color="red.8"
        checked={scope !== undefined && scope !== null}
        disabled={refused !== undefined}
        onChange={(event) => onChoose(event.currentTarget.checked ? 'number' : undefined)}
      />
      {scope === undefined || scope === null ? null : (
        <SegmentedControl<DoNotCallScope>
          aria-label="Do Not Call scope"
          size="xs"
          fullWidth
          data={SCOPES}
          value={scope}
          disabled={refused !== undefined}
          onChange={onChoose}
        />
      )}
    </div>
  );
}
