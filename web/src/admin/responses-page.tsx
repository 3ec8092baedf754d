import { NameField } from './name-field.tsx';
import './responses-page.css';
import { Select } from '@mantine/core';
import type { ResponseCategoryBody, ResponseCategoryRow } from '@outpace/protocol/responses.ts';
import { useQuery } from '@tanstack/react-query';
import { EditorFrame } from './editor-frame.tsx';
import { Explained } from './explained.tsx';
import { ObjectPage } from './object-page.tsx';
import { categoryChoices } from './response-categories.ts';
import { ResponseTexts } from './response-texts.tsx';
import { responseCategoriesQuery } from './saved.ts';
import { useEditing } from './use-editing.tsx';

/** The tree of texts to read out on the left, one category with its texts on the right. */
export const ResponsesPage = ({ id }: { readonly id: string | undefined }) => (
  <ObjectPage
    section="response-categories"
    id={id}
    found={useQuery(responseCategoriesQuery)}
    levelOf={({ path }) => path.length}
    lineOf={({ responses }) => (responses.length === 1 ? '1 text' : `${responses.length} texts`)}
    editor={(row) => <CategoryEditor row={row} />}
  />
);

const BLANK: ResponseCategoryBody = { name: '', parentId: null, responses: [] };
const bodyOf = ({ name, parentId, responses }: ResponseCategoryRow): ResponseCategoryBody => ({
  name,
  parentId,
  responses,
});

function CategoryEditor({ row }: { readonly row: ResponseCategoryRow | undefined }) {
  const editing = useEditing({ section: 'response-categories', row, blank: BLANK, bodyOf });
  const { data: library = [] } = useQuery(responseCategoriesQuery);
  const { draft, change } = editing;
  return (
    <EditorFrame
      title={row?.name ?? ''}
      noun="category"
      note="Agents read new texts from their next call."
      editing={editing}
    >
      <NameField name={draft.name} note="As agents see it above its texts." change={change} />
      <Explained note="Choose another category to move this one, with all that lies in it.">
        <Select
          label="Lies in"
          searchable
          clearable
          placeholder="At the top"
          data={categoryChoices(library, row?.id)}
          value={draft.parentId}
          onChange={(parentId) => change({ parentId })}
        />
      </Explained>
      <ResponseTexts texts={draft.responses} onChange={(responses) => change({ responses })} />
    </EditorFrame>
  );
}
