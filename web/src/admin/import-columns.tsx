import { Button, Switch } from '@mantine/core';
import type {
  CallingListRow,
  ImportFile,
  ImportMapping,
  ImportPreview,
  ImportRow,
} from '@outpace/protocol/calling-lists.ts';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { ErrorLine } from '../ui/error-line.tsx';
import { mappedRows, previewSentence, shapeOf, withTarget } from './import-mapping.ts';
import { ImportNewFields } from './import-new-fields.tsx';
import { ImportSteps } from './import-steps.tsx';
import { ImportTable } from './import-table.tsx';
import { readingWords } from './import-targets.ts';
import { sizeWords } from './import-words.ts';

type Props = {
  readonly list: CallingListRow;
  readonly file: ImportFile;
  readonly onBack: () => void;
};

/** Which column is what, with twenty rows read again after each change. */
export function ImportColumns({ list, file, onBack }: Props) {
  const [mapping, setMapping] = useState(file.suggested);
  const path = `/api/calling-lists/${list.id}/import-files/${file.fileId}`;
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
  const read = preview.error === null ? preview.data : undefined;
  const actions = (
    <>
      <Button variant="default" onClick={onBack}>
        Another file
      </Button>
      <Button loading={starting.isPending} onClick={() => starting.mutate()}>
        Start import
      </Button>
    </>
  );
  return (
    <ImportSteps title={`Import into ${list.name}`} step={2} actions={actions}>
      <p className="import-file">
        <strong>{file.fileName}</strong> {sizeWords(file.bytes)}, read as {readingWords(mapping)}.
      </p>
      <ErrorLine problem={starting.error} />
      <ImportOptions mapping={mapping} onChange={setMapping} />
      <ImportNewFields
        fields={mapping.newFields}
        onChange={(newFields) => setMapping({ ...mapping, newFields })}
      />
      <div className="import-says" role="status">
        {preview.error === null ? null : <ErrorLine problem={preview.error} />}
        {read === undefined ? null : previewSentence(read)}
      </div>
      <ImportTable
        shape={shape}
        mapping={mapping}
        known={list.fields}
        rows={mappedRows(shape, mapping, read)}
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

type OptionsProps = {
  readonly mapping: ImportMapping;
  readonly onChange: (mapping: ImportMapping) => void;
};

function ImportOptions({ mapping, onChange }: OptionsProps) {
  return (
    <div className="import-options">
      <Switch
        label="The first line is a header"
        checked={mapping.hasHeader}
        onChange={(event) => onChange({ ...mapping, hasHeader: event.currentTarget.checked })}
      />
      <Switch
        label="Same customer id, same person"
        checked={mapping.chainByCustomerId}
        onChange={(event) =>
          onChange({ ...mapping, chainByCustomerId: event.currentTarget.checked })
        }
      />
      <Switch
        label="Refuse numbers that are in the list"
        checked={mapping.refuseDuplicates}
        onChange={(event) =>
          onChange({ ...mapping, refuseDuplicates: event.currentTarget.checked })
        }
      />
    </div>
  );
}
