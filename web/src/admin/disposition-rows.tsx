import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { codeFrom, parsePath, pathText } from './dispositions.ts';
import { keyOf, moved, replaced, without } from './ordered.ts';
import { RowTools } from './row-tools.tsx';
import type { Disposition } from './treatment-words.ts';

type Props = {
  readonly dispositions: readonly Disposition[];
  readonly onChange: (dispositions: Disposition[]) => void;
};

export function DispositionRows({ dispositions, onChange }: Props) {
  const [typed, setTyped] = useState('');
  const label = typed.trim();
  const add = (): void => {
    if (label === '') return;
    const last = dispositions.at(-1);
    const code = codeFrom(label, dispositions);
    onChange([...dispositions, { code, label, path: [...(last?.path ?? [])] }]);
    setTyped('');
  };
  return (
    <>
      {dispositions.map((row) => (
        <div key={keyOf(row)} className="rows-row disposition-row">
          <TextInput
            aria-label={`Label of ${row.code}`}
            maxLength={120}
            value={row.label}
            onChange={(event) =>
              onChange(replaced(dispositions, row, { ...row, label: event.currentTarget.value }))
            }
          />
          <FolderInput
            row={row}
            onPath={(path) => onChange(replaced(dispositions, row, { ...row, path }))}
          />
          <RowTools
            of={row.label}
            onMove={(by) => onChange(moved(dispositions, row, by))}
            onRemove={() => onChange(without(dispositions, row))}
          />
        </div>
      ))}
      <div className="rows-row disposition-row">
        <TextInput
          aria-label="New disposition"
          placeholder="New disposition"
          maxLength={120}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // Enter adds the row; saving the campaign is its own act.
            event.preventDefault();
            add();
          }}
        />
        <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={add}>
          Add
        </Button>
      </div>
    </>
  );
}

type FolderProps = { readonly row: Disposition; readonly onPath: (path: string[]) => void };

/** Keeps what is typed as it is, so that a slash at the end does not vanish under the fingers. */
function FolderInput({ row, onPath }: FolderProps) {
  const [typed, setTyped] = useState(pathText(row.path));
  return (
    <TextInput
      aria-label={`Folder of ${row.label}`}
      placeholder="No folder"
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onPath(parsePath(event.currentTarget.value));
      }}
    />
  );
}
