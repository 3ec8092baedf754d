import './admin.css';
import './editors.css';
import type { Role } from '@outpace/protocol/sign-in.ts';
import {
  IconAddressBook,
  IconCalendarClock,
  IconEraser,
  IconHistoryOff,
  IconKey,
  IconListNumbers,
  IconMessage2,
  IconPhoneOff,
  IconScale,
  IconSortDescending,
  IconSpeakerphone,
  IconUser,
  IconUsersGroup,
  IconWebhook,
} from '@tabler/icons-react';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useMe } from '../api/me.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import type { PaletteItem } from '../ui/palette.tsx';
import { Shell } from '../ui/shell.tsx';
import { AgentGroupsPage } from './agent-groups-page.tsx';
import { ApiTokensPage } from './api-tokens-page.tsx';
import { CallingListsPage } from './calling-lists-page.tsx';
import { CampaignGroupsPage } from './campaign-groups-page.tsx';
import { CampaignRulesPage } from './campaign-rules-page.tsx';
import { CampaignsPage } from './campaigns-page.tsx';
import { ErasurePage } from './erasure-page.tsx';
import { EvidencePage } from './evidence-page.tsx';
import { ImportPage } from './import-page.tsx';
import { ImportResultPage } from './import-result-page.tsx';
import { OrderPage } from './order-page.tsx';
import { ResponsesPage } from './responses-page.tsx';
import { RetentionPage } from './retention-page.tsx';
import { SchedulesPage } from './schedules-page.tsx';
import {
  type AdminPlace,
  API_TOKENS,
  ERASURE,
  EVIDENCE,
  mayAdd,
  NEW,
  ORDER,
  pagesFor,
  placeOf,
  RETENTION,
  SECTIONS,
  type Section,
  sectionsFor,
} from './sections.ts';
import { SuppressionPage } from './suppression-page.tsx';
import { UsersPage } from './users-page.tsx';
import { WebhooksPage } from './webhooks-page.tsx';

/** Everything that is set up: kinds of objects on the left, one object on the right. */
export function AdminPages() {
  const { section, id } = useParams({ strict: false });
  // The route has let nobody in whose role is not known.
  const role = useMe()?.role ?? 'supervisor';
  const place = placeOf(section, id, role);
  const shown = sectionShown(place);
  return (
    <Shell context={purposeOf(shown)} palette={usePlaces(role)}>
      <div className="admin">
        <Sections role={role} chosen={shown} />
        {place === undefined ? (
          <EmptyState title="There is nothing at this address">
            Choose one of the pages on the left.
          </EmptyState>
        ) : (
          <Page place={place} role={role} />
        )}
      </div>
    </Shell>
  );
}

function Page({ place, role }: { readonly place: AdminPlace; readonly role: Role }) {
  if (place.page === 'import') return <ImportPage key={place.listId} listId={place.listId} />;
  if (place.page === 'import-result') return <ImportResultPage importId={place.importId} />;
  if (place.page === 'order') return <OrderPage id={place.id} />;
  if (place.page === 'retention') return <RetentionPage />;
  if (place.page === 'erasure') return <ErasurePage />;
  if (place.page === 'api-tokens') return <ApiTokensPage />;
  if (place.page === 'evidence') {
    return <EvidencePage attemptId={place.attemptId} />;
  }
  const { section, id } = place;
  switch (section) {
    case 'campaigns':
      return role === 'administrator' ? <CampaignsPage id={id} /> : <CampaignRulesPage id={id} />;
    case 'campaign-groups':
      return <CampaignGroupsPage id={id} />;
    case 'calling-lists':
      return <CallingListsPage id={id} />;
    case 'agent-groups':
      return <AgentGroupsPage id={id} />;
    case 'response-categories':
      return <ResponsesPage id={id} />;
    case 'suppression-lists':
      return <SuppressionPage id={id} />;
    case 'schedules':
      return <SchedulesPage id={id} role={role} />;
    case 'webhook-receivers':
      return <WebhooksPage id={id} />;
    case 'users':
      return <UsersPage id={id} />;
  }
}

const ICONS = {
  campaigns: IconSpeakerphone,
  'campaign-groups': IconListNumbers,
  'calling-lists': IconAddressBook,
  'agent-groups': IconUsersGroup,
  'response-categories': IconMessage2,
  'suppression-lists': IconPhoneOff,
  schedules: IconCalendarClock,
  'webhook-receivers': IconWebhook,
  users: IconUser,
  'dialing-order': IconSortDescending,
  evidence: IconScale,
  retention: IconHistoryOff,
  erasure: IconEraser,
  'api-tokens': IconKey,
} as const satisfies Readonly<Record<Shown, typeof IconUser>>;

/** What the navigation leads to. */
type Shown =
  | Section
  | typeof ORDER.section
  | typeof EVIDENCE.section
  | typeof RETENTION.section
  | typeof ERASURE.section
  | typeof API_TOKENS.section;

type SectionsProps = { readonly role: Role; readonly chosen: Shown | undefined };

function Sections({ role, chosen }: SectionsProps) {
  return (
    <nav className="sections" aria-label="Administration">
      {[...sectionsFor(role), ...pagesFor(role)].map(({ section, label }) => {
        const Icon = ICONS[section];
        return (
          <Link
            key={section}
            to="/admin/$section"
            params={{ section }}
            className="section"
            aria-current={section === chosen ? 'page' : undefined}
          >
            <Icon size={17} stroke={1.8} aria-hidden />
            {label}
          </Link>
        );
      })}
    </nav>
  );
}

const sectionShown = (place: AdminPlace | undefined): Shown | undefined => {
  if (place === undefined) return undefined;
  if (place.page === 'order') return ORDER.section;
  if (place.page === 'evidence') return EVIDENCE.section;
  if (place.page === 'retention') return RETENTION.section;
  if (place.page === 'erasure') return ERASURE.section;
  if (place.page === 'api-tokens') return API_TOKENS.section;
  return place.page === 'objects' ? place.section : 'calling-lists';
};

const purposeOf = (shown: Shown | undefined): string =>
  [...SECTIONS, ...pagesFor('administrator')].find(({ section }) => section === shown)?.purpose ??
  '';

function usePlaces(role: Role): readonly PaletteItem[] {
  const navigate = useNavigate();
  const show = ({ section, label }: { readonly section: Shown; readonly label: string }) => ({
    id: section,
    label: `Show ${label.toLowerCase()}`,
    run: () => void navigate({ to: '/admin/$section', params: { section } }),
  });
  const places = sectionsFor(role).flatMap((each) => {
    const { section, noun } = each;
    const params = { section, id: NEW };
    const run = () => void navigate({ to: '/admin/$section/$id', params });
    const add = { id: `${section}-new`, label: `New ${noun}`, run };
    return mayAdd(role, section) ? [show(each), add] : [show(each)];
  });
  return [...places, ...pagesFor(role).map(show)];
}
