import { ActionIcon, Badge, UnstyledButton } from '@mantine/core';
import {
  IconCheck,
  IconChevronRight,
  IconCopy,
  IconStar,
  IconStarFilled,
} from '@tabler/icons-react';
import { useId, useState } from 'react';
import { FilledText } from '../../ui/filled-text.tsx';
import { ariaKey, KeyHint } from '../keys/key-hint.tsx';
import { type ResponseGroup as Group, plainText } from './response-text.ts';
import type { Clipboard } from './use-clipboard.tsx';
import type { Favouring } from './use-responses.tsx';

type Props = {
  readonly group: Group;
  readonly openId: string | undefined;
  /** As it comes; from then on the agent folds it as they like. */
  readonly isUnfolded: boolean;
  readonly clipboard: Clipboard;
  readonly favourites: Favouring;
  /** Undefined: none is open. */
  readonly onOpen: (id: string | undefined) => void;
};

/** A category, or the favourites: a heading that folds, and its texts. */
export function ResponseGroup({ group, isUnfolded, ...rest }: Props) {
  const [folded, setFolded] = useState<boolean>();
  const isOpen = folded === undefined ? isUnfolded : !folded;
  const { heading, kind, responses } = group;
  return (
    <section className="response-group" aria-label={heading}>
      <UnstyledButton
        className="response-heading"
        aria-expanded={isOpen}
        onClick={() => setFolded(isOpen)}
      >
        <IconChevronRight size={14} aria-hidden className="response-chevron" />
        <span className="response-path">{heading}</span>
        {kind === 'script' ? (
          <Badge size="xs" variant="light" radius="sm">
            Script
          </Badge>
        ) : null}
        {isOpen ? null : <span className="dim figures">{responses.length}</span>}
      </UnstyledButton>
      {isOpen
        ? responses.map((response) => <Response key={response.id} response={response} {...rest} />)
        : null}
    </section>
  );
}

type ResponseProps = Omit<Props, 'group' | 'isUnfolded'> & {
  readonly response: Group['responses'][number];
};

function Response({ response, openId, clipboard, favourites, onOpen }: ResponseProps) {
  const { id, title, isFavourite, parts } = response;
  const textId = useId();
  const isOpen = id === openId;
  const Star = isFavourite ? IconStarFilled : IconStar;
  return (
    <article className="response" data-open={isOpen || undefined} aria-label={title}>
      <div className="response-head">
        <UnstyledButton
          className="response-title"
          aria-expanded={isOpen}
          aria-controls={textId}
          onClick={() => onOpen(isOpen ? undefined : id)}
        >
          {title}
        </UnstyledButton>
        {isOpen ? <CopyButton response={response} clipboard={clipboard} /> : null}
        <ActionIcon
          variant="subtle"
          {...(isFavourite ? {} : { color: 'gray' })}
          size="sm"
          aria-label={`Favourite: ${title}`}
          aria-pressed={isFavourite}
          onClick={() => favourites.toggle(id, !isFavourite)}
        >
          <Star size={14} aria-hidden />
        </ActionIcon>
      </div>
      <div id={textId}>{isOpen ? <FilledText parts={parts} /> : null}</div>
    </article>
  );
}

function CopyButton({ response, clipboard }: Pick<ResponseProps, 'response' | 'clipboard'>) {
  const { copied, copy } = clipboard;
  const { id, title } = response;
  return (
    <>
      <span role="status" className="response-copied">
        {copied === id ? 'Copied' : null}
      </span>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={`Copy ${title}`}
        aria-keyshortcuts={ariaKey('copy-response')}
        onClick={() => copy(id, plainText(response))}
      >
        {copied === id ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
      </ActionIcon>
      <KeyHint action="copy-response" />
    </>
  );
}
