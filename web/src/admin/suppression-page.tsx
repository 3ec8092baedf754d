import './suppression.css';
import { useQuery } from '@tanstack/react-query';
import { useNow } from '../ui/clock.tsx';
import { ObjectPage } from './object-page.tsx';
import { callingListsQuery, campaignsQuery, suppressionListsQuery } from './saved.ts';
import { SuppressionEditor } from './suppression-editor.tsx';
import { SuppressionList } from './suppression-list.tsx';
import { SuppressionLookUp } from './suppression-look-up.tsx';
import { listLine } from './suppression-words.ts';

/** The lists on the left; on the right who is looked up, and one list with its entries. */
export function SuppressionPage({ id }: { readonly id: string | undefined }) {
  const { data: callingLists = [] } = useQuery(callingListsQuery);
  const { data: campaigns = [] } = useQuery(campaignsQuery);
  const names = { callingLists, campaigns };
  const now = useNow();
  return (
    <ObjectPage
      section="suppression-lists"
      id={id}
      found={useQuery(suppressionListsQuery)}
      lineOf={(row) => listLine(row, names, now)}
      editor={(row) =>
        row === undefined ? (
          <SuppressionEditor list={undefined} names={names} />
        ) : (
          <SuppressionList list={row} names={names} />
        )
      }
      start={
        <div className="suppression-start">
          <SuppressionLookUp names={names} />
        </div>
      }
    />
  );
}
