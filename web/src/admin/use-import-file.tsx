import type { ImportFile, ImportMapping, ImportReading } from '@outpace/protocol/calling-lists.ts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { withReading } from './import-mapping.ts';

export type ImportFileState = {
  readonly file: ImportFile;
  readonly mapping: ImportMapping;
  readonly setMapping: (mapping: ImportMapping) => void;
  /** How the file is read, or is just being read. */
  readonly how: ImportReading;
  readonly read: (how: ImportReading) => void;
  readonly isReading: boolean;
  readonly problem: unknown;
};

/** A file as the server reads it, and the mapping that is made for it. */
export function useImportFile(path: string, sent: ImportFile): ImportFileState {
  const [file, setFile] = useState(sent);
  const [mapping, setMapping] = useState(sent.suggested);
  // What is asked for, until the server has read the file so.
  const [asked, setAsked] = useState<ImportReading>();
  const reading = useMutation({
    mutationFn: (how: ImportReading) => api.post<ImportFile>(`${path}/look`, how),
    onSuccess: (again) => {
      setFile(again);
      setMapping((chosen) => withReading(chosen, again));
    },
    onSettled: (_again, _problem, how) => setAsked((last) => (last === how ? undefined : last)),
    // One after the other, so that the last answer is that to the last choice.
    scope: { id: `reading ${sent.fileId}` },
  });
  const read = (how: ImportReading): void => {
    setAsked(how);
    reading.mutate(how);
  };
  const how = asked ?? mapping;
  const isReading = asked !== undefined;
  return { file, mapping, setMapping, how, read, isReading, problem: reading.error };
}
