import type {
  CallingListRow,
  ImportFile,
  ImportPreview,
  ImportRow,
} from '@outpace/protocol/calling-lists.ts';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../api/client.ts';
import { ErrorLine } from '../ui/error-line.tsx';
import { mappedRows, previewSentence, shapeOf, withTarget } from './import-mapping.ts';
import { ImportNewFields } from './import-new-fields.tsx';
import { ImportOptions } from './import-options.tsx';
import { ImportSaved } from './import-saved.tsx';
import { ImportStart } from './import-start.tsx';
import { ImportSteps } from './import-steps.tsx';
import { ImportTable } from './import-table.tsx';
import { targetChoices } from './import-targets.ts';
import { sizeWords } from './import-words.ts';
import { useImportFile } from './use-import-file.tsx';

type Props = {
  readonly list: CallingListRow;
  readonly file: ImportFile;
  readonly onBack: () => void;
};

/** Which column is what, with twenty rows read again after each change. */
export function ImportColumns({ list, file: sent, onBack }: Props) {
  const path = `/api/calling-lists/${list.id}/import-files/${sent.fileId}`;
  const { file, mapping, setMapping, how, read, isReading, problem } = useImportFile(path, sent);
  const navigate = useNavigate();
  const preview = useQuery({
    queryKey: ['import-preview', file.fileId, mapping],
    queryFn: () => api.post<ImportPreview>(`${path}/preview`, mapping),
    placeholderData: keepPreviousData,
  });
  const starting = useMutation({
    mutationFn: () => api.post<ImportRow>(`${path}/import`, mapping),
    onSuccess: ({ id }) =>
      navigate({ to: '/admin/$section/$id', params: { section: 'imports', id } }),
  });
  const shape = shapeOf(file, mapping.hasHeader);
  const seen = preview.error === null ? preview.data : undefined;
  const actions = (
    <ImportStart
      onBack={onBack}
      onStart={() => starting.mutate()}
      isStarting={starting.isPending}
      isReading={isReading}
    />
  );
  return (
    <ImportSteps title={`Import into ${list.name}`} step={2} actions={actions}>
      <p className="import-file">
        <strong>{file.fileName}</strong> {sizeWords(file.bytes)}
      </p>
      <ErrorLine problem={starting.error ?? problem} />
      <ImportSaved mapping={mapping} shape={shape} known={list.fields} onChange={setMapping} />
      <ImportOptions mapping={mapping} how={how} onChange={setMapping} onReading={read} />
      <ImportNewFields
        fields={mapping.newFields}
        onChange={(newFields) => setMapping({ ...mapping, newFields })}
      />
      <div className="import-says" role="status">
        {preview.error === null ? null : <ErrorLine problem={preview.error} />}
        {seen === undefined ? null : previewSentence(seen)}
      </div>
      <ImportTable
        shape={shape}
        mapping={mapping}
        choices={targetChoices(list.fields, mapping)}
        rows={mappedRows(shape, mapping, seen)}
        onTarget={(index, target) =>
          setMapping(
            withTarget(mapping, index, target, {
              name: shape.names[index] ?? '',
              known: list.fields,
            }),
          )
        }
      />
    </ImportSteps>
  );
}
