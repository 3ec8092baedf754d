import { Button, Select, TextInput } from '@mantine/core';
import type { ImportMapping, ListField, SavedMappingRow } from '@outpace/protocol/calling-lists.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { ErrorLine } from '../ui/error-line.tsx';
import { type FileShape, savedFrom, withSaved } from './import-mapping.ts';
import { importMappingsQuery } from './saved.ts';

type Props = {
  readonly mapping: ImportMapping;
  readonly shape: FileShape;
  readonly known: readonly ListField[];
  readonly onChange: (mapping: ImportMapping) => void;
};

/** Mappings of earlier files, and a name for this one. */
export function ImportSaved({ mapping, shape, known, onChange }: Props) {
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const queries = useQueryClient();
  const { data: saved = [], error } = useQuery(importMappingsQuery);
  const reload = () => queries.invalidateQueries({ queryKey: importMappingsQuery.queryKey });
  const saving = useMutation({
    mutationFn: () =>
      api.post<SavedMappingRow>('/api/import-mappings', savedFrom(name, mapping, shape, known)),
    onSuccess: ({ id }) => {
      setName('');
      setChosen(id);
      return reload();
    },
  });
  const removing = useMutation({
    mutationFn: (id: string) => api.delete<null>(`/api/import-mappings/${id}`),
    onSuccess: () => {
      setChosen(null);
      return reload();
    },
  });
  const choose = (id: string | null): void => {
    setChosen(id);
    const found = saved.find((row) => row.id === id);
    if (found !== undefined) onChange(withSaved(mapping, shape, found, known));
  };
  return (
    <div className="import-options">
      <Select
        label="Saved mappings"
        placeholder={saved.length === 0 ? 'None yet' : 'Choose one'}
        data={saved.map((row) => ({ value: row.id, label: row.name }))}
        value={chosen}
        onChange={choose}
      />
      {chosen === null ? null : (
        <Button
          variant="default"
          loading={removing.isPending}
          onClick={() => removing.mutate(chosen)}
        >
          Remove
        </Button>
      )}
      <TextInput
        label="Save this mapping as"
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button
        variant="default"
        disabled={name.trim() === ''}
        loading={saving.isPending}
        onClick={() => saving.mutate()}
      >
        Save
      </Button>
      <ErrorLine problem={error ?? saving.error ?? removing.error} />
    </div>
  );
}
