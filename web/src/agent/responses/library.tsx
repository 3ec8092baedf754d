import { NativeSelect, TextInput } from '@mantine/core';
import type { InteractionResponses } from '@outpace/protocol/responses.ts';
import { IconSearch } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { ErrorLine } from '../../ui/error-line.tsx';
import { languageName } from '../../ui/language-name.ts';
import { ariaKey } from '../keys/key-hint.tsx';
import { useKeys } from '../keys/use-keys.tsx';
import { ResponseGroup } from './response-group.tsx';
import {
  type ResponseGroup as Group,
  languagesOf,
  plainText,
  responseGroups,
} from './response-text.ts';
import { useClipboard } from './use-clipboard.tsx';
import { useFavourites } from './use-responses.tsx';

/** Which text is open: none, because it was closed, or whichever comes first. */
type Chosen = { readonly id: string; readonly in: string } | 'none' | 'first';

/** The texts of a page: found by typing, folded by category, one of them open. */
export function Library({ page }: { readonly page: InteractionResponses }) {
  const [typed, setTyped] = useState('');
  const [language, setLanguage] = useState('');
  const [chosen, setChosen] = useState<Chosen>('first');
  const field = useRef<HTMLInputElement>(null);
  const clipboard = useClipboard();
  const favourites = useFavourites();
  const groups = responseGroups(page, typed, language);
  const open = openIn(groups, chosen, typed !== '');
  const shown = page.responses.find(({ id }) => id === open?.id);
  useKeys([
    { action: 'search-responses', run: () => field.current?.select() },
    {
      action: 'copy-response',
      refused: shown === undefined ? 'Open a text first.' : undefined,
      run: () => shown && clipboard.copy(shown.id, plainText(shown)),
    },
  ]);
  const search = (text: string): void => {
    setTyped(text);
    setChosen('first');
  };
  return (
    <>
      <div className="responses-search">
        <TextInput
          ref={field}
          size="xs"
          aria-label="Search responses"
          aria-keyshortcuts={ariaKey('search-responses')}
          placeholder="Search responses"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={typed}
          onChange={(event) => search(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') search('');
          }}
        />
        <Language page={page} language={language} onChange={setLanguage} />
      </div>
      <ErrorLine problem={clipboard.problem ?? favourites.problem} />
      {groups.length === 0 ? <p className="dim">No text has these words.</p> : null}
      {groups.map((group) => (
        <ResponseGroup
          key={group.key}
          group={group}
          openId={open?.in === group.key ? open.id : undefined}
          // What was looked for is shown, wherever in the tree it lies.
          isUnfolded={typed !== '' || group.kind !== 'library'}
          clipboard={clipboard}
          favourites={favourites}
          onOpen={(id) => setChosen(id === undefined ? 'none' : { id, in: group.key })}
        />
      ))}
    </>
  );
}

/** The text that is open; one that is not shown any more gives way to the first. */
function openIn(groups: readonly Group[], chosen: Chosen, isSearch: boolean) {
  if (chosen === 'none') return undefined;
  if (chosen !== 'first') {
    const group = groups.find(({ key }) => key === chosen.in);
    if (group?.responses.some(({ id }) => id === chosen.id)) return chosen;
  }
  // What was looked for has its best first; otherwise the script is what is read.
  const script = isSearch ? undefined : groups.find(({ kind }) => kind === 'script');
  const group = script ?? groups[0];
  const response = group?.responses[0];
  return group && response ? { id: response.id, in: group.key } : undefined;
}

type LanguageProps = {
  readonly page: InteractionResponses;
  readonly language: string;
  readonly onChange: (language: string) => void;
};

function Language({ page, language, onChange }: LanguageProps) {
  const languages = languagesOf(page);
  if (languages.length === 0) return null;
  return (
    <NativeSelect
      size="xs"
      aria-label="Language of the responses"
      data={[
        { value: '', label: 'Every language' },
        ...languages.map((code) => ({ value: code, label: languageName(code) })),
      ]}
      value={language}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
