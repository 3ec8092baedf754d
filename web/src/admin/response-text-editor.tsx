import { Select, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { sentenceOf } from '../api/client.ts';
import { FilledText } from '../ui/filled-text.tsx';
import { languageName } from '../ui/language-name.ts';
import { type ResponseText, withCode } from './response-categories.ts';
import { fieldCodesQuery, previewQuery } from './saved.ts';

/** Time without a key before the preview is asked for, ms. */
const PAUSE_MS = 250;

const LANGUAGES = ['en', 'es', 'fr', 'de', 'it', 'pt', 'nl', 'pl', 'tr', 'ar', 'zh'].map(
  (code) => ({ value: code, label: languageName(code) }),
);

type Props = {
  readonly text: ResponseText;
  readonly onChange: (part: Partial<ResponseText>) => void;
};

/** One text with its field codes, and how it will read. */
export function ResponseTextEditor({ text, onChange }: Props) {
  const day = (value: string): string | null => (value === '' ? null : value);
  return (
    <div className="text-editor">
      <div className="text-facts">
        <TextInput
          label="Title"
          required
          maxLength={120}
          value={text.title}
          onChange={(event) => onChange({ title: event.currentTarget.value })}
        />
        <Select
          label="Language"
          clearable
          placeholder="Any"
          data={LANGUAGES}
          value={text.language === '' ? null : text.language}
          onChange={(language) => onChange({ language: language ?? '' })}
        />
        <TextInput
          type="date"
          label="Valid from"
          value={text.validFrom ?? ''}
          onChange={(event) => onChange({ validFrom: day(event.currentTarget.value) })}
        />
        <TextInput
          type="date"
          label="Valid until"
          value={text.validUntil ?? ''}
          onChange={(event) => onChange({ validUntil: day(event.currentTarget.value) })}
        />
      </div>
      <Words text={text} onChange={onChange} />
    </div>
  );
}

function Words({ text: { text }, onChange }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const { data: codes = [] } = useQuery(fieldCodesQuery);
  const [settled] = useDebouncedValue(text, PAUSE_MS);
  const { data: preview, error } = useQuery(previewQuery(settled));
  const insert = (code: string): void => {
    const from = area.current?.selectionStart ?? text.length;
    const until = area.current?.selectionEnd ?? from;
    onChange({ text: withCode(text, code, { from, until }) });
    area.current?.focus();
  };
  const problem = preview?.problem ?? undefined;
  const refused =
    problem === undefined ? undefined : [problem.message, problem.detail].filter(Boolean).join(' ');
  return (
    <div className="text-words">
      <div>
        <Textarea
          ref={area}
          label="Text"
          description="A field code in braces is filled with what is known of the contact."
          autosize
          minRows={4}
          maxRows={14}
          maxLength={8_000}
          value={text}
          error={refused}
          onChange={(event) => onChange({ text: event.currentTarget.value })}
        />
        <Select
          mt="xs"
          size="xs"
          searchable
          aria-label="Insert a field code"
          placeholder="Insert a field code"
          nothingFoundMessage="No field code by that name"
          data={codes.map(({ code, label }) => ({ value: code, label: `${label} {${code}}` }))}
          value={null}
          onChange={(code) => {
            if (code !== null) insert(code);
          }}
        />
      </div>
      <section className="layout-preview" aria-label="How it reads">
        <p className="layout-preview-head">How it reads, with a made-up contact</p>
        <div className="layout-preview-card">
          {error === null ? null : <p className="dim">{sentenceOf(error)}</p>}
          {preview?.parts.length === 0 ? <p className="dim">No words yet.</p> : null}
          <FilledText parts={preview?.parts ?? []} />
        </div>
      </section>
    </div>
  );
}
