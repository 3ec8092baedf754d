import type { ImportFile } from '@outpace/protocol/calling-lists.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyState } from '../ui/empty-state.tsx';
import { ImportColumns } from './import-columns.tsx';
import { ImportFileStep } from './import-file-step.tsx';
import { ImportSteps } from './import-steps.tsx';
import { callingListsQuery } from './saved.ts';

/** Steps one and two of an import; the third has an address of its own. */
export function ImportPage({ listId }: { readonly listId: string }) {
  const [file, setFile] = useState<ImportFile>();
  const lists = useQuery(callingListsQuery);
  const list = lists.data?.find(({ id }) => id === listId);
  if (list === undefined) {
    if (lists.isPending) return null;
    return (
      <EmptyState title="This calling list is gone">
        Choose another one under Calling lists.
      </EmptyState>
    );
  }
  if (file === undefined) {
    return (
      <ImportSteps title={`Import into ${list.name}`} step={1}>
        <ImportFileStep
          path={`/api/calling-lists/${listId}/import-files`}
          fetchPath={`/api/calling-lists/${listId}/import-urls`}
          onFile={setFile}
        />
      </ImportSteps>
    );
  }
  return (
    <ImportColumns key={file.fileId} list={list} file={file} onBack={() => setFile(undefined)} />
  );
}
