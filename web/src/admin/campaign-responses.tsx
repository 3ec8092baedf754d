import { Select } from '@mantine/core';
import type { CampaignBody } from '@outpace/protocol/campaigns.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ErrorLine } from '../ui/error-line.tsx';
import { Explained } from './explained.tsx';
import { categoryChoices } from './response-categories.ts';
import { responseCategoriesQuery } from './saved.ts';

type Props = {
  readonly draft: CampaignBody;
  readonly change: (part: Partial<CampaignBody>) => void;
};

/** Which branch of the responses is this campaign's script. */
export function CampaignResponses({ draft, change }: Props) {
  const { data: library = [], error } = useQuery(responseCategoriesQuery);
  const { responseCategoryId } = draft;
  const branch = library.find(({ id }) => id === responseCategoryId);
  return (
    <>
      <ErrorLine problem={error} />
      <Explained
        note={
          'Agents of this campaign see the texts of this branch first, and what lies in it. ' +
          'All other responses stay within reach below.'
        }
      >
        <Select
          label="Script"
          searchable
          clearable
          placeholder="None: the library as it is"
          nothingFoundMessage="No category by that name"
          data={categoryChoices(library)}
          value={responseCategoryId}
          onChange={(id) => change({ responseCategoryId: id })}
        />
      </Explained>
      {branch === undefined ? null : (
        <p className="rows-note">
          {branch.responses.length === 0
            ? 'No texts of its own; those of the categories in it are shown.'
            : `Begins with “${branch.responses[0]?.title}”.`}{' '}
          <Link to="/admin/$section/$id" params={{ section: 'response-categories', id: branch.id }}>
            Write its texts
          </Link>
        </p>
      )}
    </>
  );
}
