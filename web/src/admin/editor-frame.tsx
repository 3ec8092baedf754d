import { Button, Group } from '@mantine/core';
import { IconCheck, IconTrash } from '@tabler/icons-react';
import { useBlocker } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { RefusalError } from '../api/client.ts';
import { ErrorLine } from '../ui/error-line.tsx';
import { Ask } from './ask.tsx';
import type { Editing } from './use-editing.tsx';

type Props = {
  readonly title: string;
  readonly noun: string;
  /** What saving does to what is under way. */
  readonly note?: string;
  readonly editing: Pick<
    Editing<unknown>,
    'isChanged' | 'isSaving' | 'isSaved' | 'isNew' | 'problem' | 'save' | 'loadAgain' | 'remove'
  >;
  /** What is lost when it is removed, before that is done. */
  readonly removal?: string;
  /** Beside Save: more that can be done with this object. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** The object on the right: its name, Save, what was refused, and the fields below. */
export function EditorFrame(props: Props) {
  const { title, noun, note, removal = '', editing, actions, children } = props;
  const { isNew, isChanged, isSaving, isSaved, problem, save, remove } = editing;
  const isStale = problem instanceof RefusalError && problem.code === 'CHANGED_MEANWHILE';
  return (
    <form
      className="editor"
      aria-label={isNew ? `New ${noun}` : title}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <header className="editor-head">
        <div className="editor-title">
          <h1>{isNew ? `New ${noun}` : title}</h1>
          {note === undefined ? null : <p className="dim">{note}</p>}
        </div>
        <Group gap="sm" wrap="nowrap">
          <span className="editor-saved" role="status">
            {isSaved ? (
              <>
                <IconCheck size={15} aria-hidden /> Saved
              </>
            ) : isChanged && !isNew ? (
              'Not saved yet'
            ) : null}
          </span>
          {actions}
          {remove === undefined ? null : (
            <RemoveButton noun={noun} removal={removal} remove={remove} />
          )}
          <Button type="submit" variant={isChanged ? 'filled' : 'default'} loading={isSaving}>
            Save
          </Button>
        </Group>
      </header>
      {problem === null ? null : (
        <div className="editor-problem">
          <ErrorLine problem={problem} />
          {isStale ? (
            <Button size="compact-sm" variant="default" onClick={editing.loadAgain}>
              Load again
            </Button>
          ) : null}
        </div>
      )}
      <div className="editor-body">{children}</div>
      <UnsavedGuard isChanged={isChanged} />
    </form>
  );
}

type RemoveProps = {
  readonly noun: string;
  readonly removal: string;
  readonly remove: () => void;
};

function RemoveButton({ noun, removal, remove }: RemoveProps) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        className="remove-button"
        leftSection={<IconTrash size={15} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        Remove
      </Button>
      <Ask
        opened={asking}
        onClose={() => setAsking(false)}
        title={`Remove this ${noun}?`}
        text={`${removal} This cannot be taken back.`.trim()}
      >
        <Button variant="default" onClick={() => setAsking(false)}>
          Keep it
        </Button>
        <Button
          color="red.9"
          onClick={() => {
            setAsking(false);
            remove();
          }}
        >
          Yes, remove it
        </Button>
      </Ask>
    </>
  );
}

/** Typed and not saved is not lost by a click beside it. */
function UnsavedGuard({ isChanged }: { readonly isChanged: boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: () => isChanged,
    enableBeforeUnload: isChanged,
    withResolver: true,
  });
  return (
    <Ask
      opened={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      title="Leave without saving?"
      text="What you have changed here is not saved yet."
    >
      <Button data-autofocus onClick={() => blocker.reset?.()}>
        Stay here
      </Button>
      <Button variant="default" onClick={() => blocker.proceed?.()}>
        Leave
      </Button>
    </Ask>
  );
}
