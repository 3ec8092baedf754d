import { Button, Progress } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type DragEvent, useRef, useState } from 'react';
import { api } from '../api/client.ts';
import { ErrorLine } from '../ui/error-line.tsx';
import { ImportUrlForm } from './import-url-form.tsx';

type Props<Sent> = {
  /** Where it is sent. */
  readonly path: string;
  /** Who fetches it from an address; undefined: nobody does. */
  readonly fetchPath?: string;
  readonly onFile: (file: Sent) => void;
};

/** A file is dropped or chosen, sent, and either understood or refused in one sentence. */
export function ImportFileStep<Sent>({ path, fetchPath, onFile }: Props<Sent>) {
  const [share, setShare] = useState(0);
  const [isOver, setOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const sending = useMutation({
    mutationFn: (file: File) => api.upload<Sent>(path, file, setShare),
    onSuccess: onFile,
  });
  const send = (file: File | null | undefined): void => {
    if (!file) return;
    setShare(0);
    sending.mutate(file);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    if (!sending.isPending) send(event.dataTransfer.files.item(0));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button does it.
    <div
      className="drop"
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileSpreadsheet size={34} stroke={1.4} aria-hidden className="drop-icon" />
      {sending.isPending ? (
        <Sending share={share} fileName={sending.variables.name} />
      ) : (
        <>
          <p className="drop-title">Drop a CSV file or an XLSX workbook here</p>
          <p className="dim">
            Columns by comma, semicolon, tab or bar; UTF-8, Windows-1252 or ISO-8859-1; up to 2 GB.
            Of a workbook the first sheet. Nothing is imported yet: the next step shows what would
            become of it.
          </p>
          <Button onClick={() => picker.current?.click()}>Choose a file</Button>
          {fetchPath === undefined ? null : <ImportUrlForm path={fetchPath} onFile={onFile} />}
        </>
      )}
      <input
        ref={picker}
        type="file"
        accept=".csv,.txt,.tsv,.xlsx,text/csv,text/plain"
        className="unseen"
        tabIndex={-1}
        aria-label="CSV file"
        onChange={(event) => {
          send(event.currentTarget.files?.item(0));
          // The same file, mended, may be chosen again.
          event.currentTarget.value = '';
        }}
      />
      <ErrorLine problem={sending.error} />
    </div>
  );
}

const Sending = ({ share, fileName }: { readonly share: number; readonly fileName: string }) => (
  <div className="drop-sending">
    <p className="drop-title">{share < 1 ? `Sending ${fileName}` : `Reading ${fileName}`}</p>
    <Progress value={share * 100} aria-label="Sent" animated={share >= 1} />
    <p className="dim figures">{Math.floor(share * 100)} %</p>
  </div>
);
