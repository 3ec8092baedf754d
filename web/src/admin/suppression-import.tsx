import { Button } from '@mantine/core';
import type { ImportReading, ImportRow } from '@outpace/protocol/calling-lists.ts';
import type {
  SuppressionFile,
  SuppressionMapping,
  SuppressionPreview,
} from '@outpace/protocol/suppression-imports.ts';
import type { SuppressionListRow } from '@outpace/protocol/suppression-lists.ts';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { ErrorLine } from '../ui/error-line.tsx';
import { ImportFileStep } from './import-file-step.tsx';
import { mappedRows, previewSentence, shapeOf } from './import-mapping.ts';
import { ImportStart } from './import-start.tsx';
import { ImportSteps } from './import-steps.tsx';
import { ImportTable } from './import-table.tsx';
import { sizeWords } from './import-words.ts';
import { suppressionFilesPath, suppressionImportsQuery, suppressionUrlsPath } from './saved.ts';
import { SuppressionImportOptions } from './suppression-import-options.tsx';
import {
  suppressionChoices,
  withSuppressionReading,
  withSuppressionTarget,
} from './suppression-mapping.ts';

type Props = {
  readonly list: Pick<SuppressionListRow, 'id' | 'name'>;
  readonly onClose: () => void;
};

/** A file for a suppression list: sent, shown as it would come in, and started. */
export function SuppressionImport({ list, onClose }: Props) {
  const [file, setFile] = useState<SuppressionFile>();
  if (file !== undefined) {
    return <Columns list={list} sent={file} onBack={() => setFile(undefined)} onClose={onClose} />;
  }
  const close = (
    <Button variant="default" onClick={onClose}>
      Back to the list
    </Button>
  );
  return (
    <ImportSteps title={`Import into ${list.name}`} step={1} actions={close}>
      <ImportFileStep<SuppressionFile>
        path={suppressionFilesPath(list.id)}
        fetchPath={suppressionUrlsPath(list.id)}
        onFile={(sent) => setFile(sent)}
      />
    </ImportSteps>
  );
}

type ColumnsProps = Props & { readonly sent: SuppressionFile; readonly onBack: () => void };

/** Which column is what, and what holds for all rows; the first rows are read again each time. */
function Columns({ list, sent, onBack, onClose }: ColumnsProps) {
  const path = `${suppressionFilesPath(list.id)}/${sent.fileId}`;
  const { file, mapping, setMapping, reading } = useReadFile(path, sent);
  const queries = useQueryClient();
  const preview = useQuery({
    queryKey: ['import-preview', file.fileId, mapping],
    queryFn: () => api.post<SuppressionPreview>(`${path}/preview`, mapping),
    placeholderData: keepPreviousData,
  });
  const starting = useMutation({
    mutationFn: () => api.post<ImportRow>(`${path}/import`, mapping),
    onSuccess: async () => {
      await queries.invalidateQueries(suppressionImportsQuery(list.id));
      onClose();
    },
  });
  const shape = shapeOf(file, mapping.hasHeader);
  const seen = preview.error === null ? preview.data : undefined;
  const actions = (
    <ImportStart
      onBack={onBack}
      onStart={() => starting.mutate()}
      isStarting={starting.isPending}
      isReading={reading.isPending}
    />
  );
  return (
    <ImportSteps title={`Import into ${list.name}`} step={2} actions={actions}>
      <p className="import-file">
        <strong>{file.fileName}</strong> {sizeWords(file.bytes)}
      </p>
      <ErrorLine problem={starting.error ?? reading.error} />
      <SuppressionImportOptions
        mapping={mapping}
        onChange={setMapping}
        onReading={(how) => reading.mutate(how)}
      />
      <div className="import-says" role="status">
        {preview.error === null ? null : <ErrorLine problem={preview.error} />}
        {seen === undefined ? null : previewSentence(seen)}
      </div>
      <ImportTable
        shape={shape}
        mapping={mapping}
        choices={suppressionChoices}
        rows={mappedRows(shape, mapping, seen)}
        onTarget={(index, target) => setMapping(withSuppressionTarget(mapping, index, target))}
      />
    </ImportSteps>
  );
}

/** A file as the server reads it, and the mapping that is made for it. */
function useReadFile(path: string, sent: SuppressionFile) {
  const [file, setFile] = useState(sent);
  const [mapping, setMapping] = useState<SuppressionMapping>({
    ...sent.suggested,
    // Days of the file begin where the reader is, as all days on the page do.
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  const reading = useMutation({
    mutationFn: (how: ImportReading) => api.post<SuppressionFile>(`${path}/look`, how),
    onSuccess: (again) => {
      setFile(again);
      setMapping((chosen) => withSuppressionReading(chosen, again));
    },
    // One after the other, so that the last answer is that to the last choice.
    scope: { id: `reading ${sent.fileId}` },
  });
  return { file, mapping, setMapping, reading };
}
