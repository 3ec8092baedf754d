import './order.css';
import { Skeleton } from '@mantine/core';
import type { CallingListRow } from '@outpace/protocol/calling-lists.ts';
import type { DialingOrderRows } from '@outpace/protocol/dialing-order.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorLine } from '../ui/error-line.tsx';
import { type OrderLevel, OrderLevelEditor } from './order-level.tsx';
import { OrderListEditor } from './order-list.tsx';
import { callingListsQuery, dialingOrderQuery } from './saved.ts';
import { ORDER } from './sections.ts';

/** In what order people are called: three levels of priorities, weights, and each list. */
export function OrderPage({ id }: { readonly id: string | undefined }) {
  const { data: order, error } = useQuery(dialingOrderQuery);
  const { data: lists = [] } = useQuery(callingListsQuery);
  const level = order === undefined || id === undefined ? undefined : levelOf(order, id);
  const list = lists.find((each) => `list-${each.id}` === id);
  return (
    <>
      <nav className="objects" aria-label={ORDER.label}>
        <ErrorLine problem={error} />
        {order === undefined ? <Skeleton height={120} radius="md" /> : null}
        {order === undefined ? null : <Entries order={order} lists={lists} chosen={id} />}
      </nav>
      <div className="object-pane">
        {level === undefined ? null : <OrderLevelEditor key={id} level={level} />}
        {list === undefined ? null : <OrderListEditor key={list.id} list={list} />}
        {level !== undefined || list !== undefined ? null : (
          <>
            <h1 className="unseen">{ORDER.label}</h1>
            <EmptyState title="Choose whose order on the left">
              What a campaign group says counts before its campaign, and that before the site. Each
              list says whom of it to call.
            </EmptyState>
          </>
        )}
      </div>
    </>
  );
}

function levelOf(order: DialingOrderRows, id: string): OrderLevel | undefined {
  const { usual, site } = order;
  const root = '/api/dialing-order';
  if (id === 'site') {
    return {
      ...{ title: 'Whole site', noun: 'site', path: `${root}/site`, priorities: site },
      ...{ above: usual, says: 'usual' },
    };
  }
  const campaign = order.campaigns.find((each) => `campaign-${each.id}` === id);
  if (campaign !== undefined) {
    return {
      ...{ title: campaign.name, noun: 'campaign', priorities: campaign.priorities },
      path: `${root}/campaigns/${campaign.id}?version=${campaign.version}`,
      ...{ above: { ...usual, ...site }, says: 'the site', lists: campaign.lists },
    };
  }
  const group = order.groups.find((each) => `group-${each.id}` === id);
  if (group === undefined) return undefined;
  const own = order.campaigns.find((each) => each.id === group.campaignId);
  return {
    ...{ title: group.name, noun: 'campaign group', priorities: group.priorities },
    path: `${root}/campaign-groups/${group.id}`,
    ...{ above: { ...usual, ...site, ...own?.priorities }, says: 'the campaign' },
  };
}

type EntriesProps = {
  readonly order: DialingOrderRows;
  readonly lists: readonly CallingListRow[];
  readonly chosen: string | undefined;
};

function Entries({ order, lists, chosen }: EntriesProps) {
  const says = (priorities: object): string =>
    Object.keys(priorities).length === 0 ? 'Says nothing of its own' : 'Says what goes first';
  const entry = (id: string, name: string, line: string) => ({ id, name, line });
  const parts = [
    { title: 'Site', entries: [entry('site', 'Whole site', says(order.site))] },
    {
      title: 'Campaigns',
      entries: order.campaigns.map(({ id, name, lists: own }) =>
        entry(`campaign-${id}`, name, own.length === 1 ? 'One list' : `${own.length} lists`),
      ),
    },
    {
      title: 'Campaign groups',
      entries: order.groups.map(({ id, name, priorities }) =>
        entry(`group-${id}`, name, says(priorities)),
      ),
    },
    {
      title: 'Calling lists',
      entries: lists.map(({ id, name, chains }) =>
        entry(`list-${id}`, name, `${chains.toLocaleString('en-GB')} persons`),
      ),
    },
  ];
  return parts.map(({ title, entries }) => (
    <section key={title} aria-label={title} className="order-part">
      <h2>{title}</h2>
      <ul>
        {entries.map(({ id, name, line }) => (
          <li key={id}>
            <Link
              to="/admin/$section/$id"
              params={{ section: ORDER.section, id }}
              className="object"
              aria-current={id === chosen ? 'page' : undefined}
            >
              <span className="object-name">{name}</span>
              <span className="object-line">{line}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  ));
}
