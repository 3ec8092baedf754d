import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { keyOf, moved, replaced, without } from './ordered.ts';
import { newText, type ResponseText, textLine } from './response-categories.ts';
import { ResponseTextEditor } from './response-text-editor.tsx';
import { RowTools } from './row-tools.tsx';

type Props = {
  readonly texts: readonly ResponseText[];
  readonly onChange: (texts: ResponseText[]) => void;
};

/** The texts of a category in the order in which they are read; one at a time is edited. */
export function ResponseTexts({ texts, onChange }: Props) {
  const [open, setOpen] = useState<string>();
  const add = (): void => {
    const text = newText();
    onChange([...texts, text]);
    setOpen(keyFor(text));
  };
  return (
    <fieldset className="rows">
      <legend>Texts ({texts.length})</legend>
      {texts.length === 0 ? <p className="rows-note">No texts in this category yet.</p> : null}
      {texts.map((text) => {
        const key = keyFor(text);
        const isOpen = key === open;
        const name = text.title || 'New text';
        return (
          <article key={key} className="text-row" data-open={isOpen || undefined} aria-label={name}>
            <div className="text-head">
              <UnstyledButton
                className="text-title"
                aria-expanded={isOpen}
                onClick={() => setOpen(isOpen ? undefined : key)}
              >
                <IconChevronRight size={15} aria-hidden />
                <strong>{name}</strong>
                {isOpen ? null : <span className="dim text-line">{textLine(text)}</span>}
              </UnstyledButton>
              <RowTools
                of={name}
                onMove={(by) => onChange(moved(texts, text, by))}
                onRemove={() => onChange(without(texts, text))}
              />
            </div>
            {isOpen ? (
              <ResponseTextEditor
                text={text}
                onChange={(part) => onChange(replaced(texts, text, { ...text, ...part }))}
              />
            ) : null}
          </article>
        );
      })}
      <Button
        variant="default"
        className="rows-add"
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={add}
      >
        Add a text
      </Button>
    </fieldset>
  );
}

/** The id that the server gave it, which outlives a save. */
const keyFor = (text: ResponseText): string => text.id ?? keyOf(text);
