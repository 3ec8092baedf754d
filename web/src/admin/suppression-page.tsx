import './suppression.css';
import { useQuery } from '@tanstack/react-query';
import { useNow } from '../ui/clock.tsx';
import { ObjectPage } from './object-page.tsx';
import { callingListsQuery, suppressionListsQuery } from './saved.ts';
import { SuppressionList } from './suppression-list.tsx';
import { SuppressionLookUp } from './suppression-look-up.tsx';
import { SuppressionNew } from './suppression-new.tsx';
import { listLine } from './suppression-words.ts';

/** The lists on the left; on the right who is looked up, and one list with its entries. */
export function SuppressionPage({ id }: { readonly id: string | undefined }) {
  const { data: callingLists = [] } = useQuery(callingListsQuery);
  const now = useNow();
  return (
    <ObjectPage
      section="suppression-lists"
      id={id}
      found={useQuery(suppressionListsQuery)}
      lineOf={(row) => listLine(row, callingLists, now)}
      editor={(row) =>
        row === undefined ? (
          <SuppressionNew callingLists={callingLists} />
        ) : (
          <SuppressionList list={row} callingLists={callingLists} />
        )
      }
      start={
        <div className="suppression-start">
          <SuppressionLookUp callingLists={callingLists} />
        </div>
      }
    />
  );
}
