import { Button, Skeleton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorLine } from '../ui/error-line.tsx';
import { NEW, SECTIONS, type Section } from './sections.ts';

type Named = { readonly id: string; readonly name: string };

type Props<Row extends Named> = {
  readonly section: Section;
  /** Chosen in the address; `new` for one that is being made. */
  readonly id: string | undefined;
  readonly found: Pick<UseQueryResult<readonly Row[]>, 'data' | 'error' | 'isPending'>;
  /** The name in the list, where it is not the object's own. */
  readonly nameOf?: (row: Row) => string;
  /** Rows of a tree, which stay in their order: how many lie above this one. */
  readonly levelOf?: (row: Row) => number;
  /** The second line of a row in the list. */
  readonly lineOf: (row: Row) => string;
  readonly editor: (row: Row | undefined) => ReactNode;
  /** False: nobody makes new ones here. */
  readonly addable?: boolean;
  /** Below the empty right side, where something can be done without an object. */
  readonly start?: ReactNode;
};

/** All objects of one kind on the left, one of them on the right. */
export function ObjectPage<Row extends Named>(props: Props<Row>) {
  const {
    section,
    id,
    found,
    lineOf,
    levelOf,
    editor,
    start,
    addable = true,
    nameOf = ({ name }) => name,
  } = props;
  const { error, isPending } = found;
  const all = found.data ?? [];
  const rows =
    levelOf === undefined ? all.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b))) : all;
  const row = rows.find((each) => each.id === id);
  const { noun, label, purpose } = wordsOf(section);
  const isOpen = (addable && id === NEW) || row !== undefined;
  return (
    <>
      <nav className="objects" aria-label={label}>
        {addable ? <NewLink section={section} noun={noun} isChosen={id === NEW} /> : null}
        <ErrorLine problem={error} />
        {isPending ? <Skeleton height={120} radius="md" /> : null}
        <ul>
          {rows.map((each) => (
            <li key={each.id}>
              <Link
                to="/admin/$section/$id"
                params={{ section, id: each.id }}
                className="object"
                style={{ marginInlineStart: 14 * (levelOf?.(each) ?? 0) }}
                aria-current={each.id === id ? 'page' : undefined}
              >
                <span className="object-name">{nameOf(each)}</span>
                <span className="object-line">{lineOf(each)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="object-pane">
        {isOpen && !isPending ? <div key={id}>{editor(row)}</div> : null}
        {isOpen ? null : <h1 className="unseen">{label}</h1>}
        {isOpen || isPending ? null : (
          <EmptyState
            title={rows.length === 0 ? `No ${noun} yet` : `Choose a ${noun} on the left`}
            action={
              rows.length === 0 && addable ? <NewLink section={section} noun={noun} /> : undefined
            }
          >
            {purpose}
          </EmptyState>
        )}
        {isOpen ? null : start}
      </div>
    </>
  );
}

type NewProps = { readonly section: Section; readonly noun: string; readonly isChosen?: boolean };

const NewLink = ({ section, noun, isChosen = false }: NewProps) => (
  <Button
    variant={isChosen ? 'light' : 'default'}
    leftSection={<IconPlus size={15} aria-hidden />}
    renderRoot={(props) => (
      <Link to="/admin/$section/$id" params={{ section, id: NEW }} {...props} />
    )}
  >
    New {noun}
  </Button>
);

function wordsOf(section: Section) {
  const words = SECTIONS.find((each) => each.section === section);
  return words ?? SECTIONS[0];
}
