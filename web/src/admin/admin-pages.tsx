import './admin.css';
import './editors.css';
import {
  IconAddressBook,
  IconListNumbers,
  IconMessage2,
  IconSpeakerphone,
  IconUser,
  IconUsersGroup,
} from '@tabler/icons-react';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { EmptyState } from '../ui/empty-state.tsx';
import type { PaletteItem } from '../ui/palette.tsx';
import { Shell } from '../ui/shell.tsx';
import { AgentGroupsPage } from './agent-groups-page.tsx';
import { CallingListsPage } from './calling-lists-page.tsx';
import { CampaignGroupsPage } from './campaign-groups-page.tsx';
import { CampaignsPage } from './campaigns-page.tsx';
import { ImportPage } from './import-page.tsx';
import { ImportResultPage } from './import-result-page.tsx';
import { ResponsesPage } from './responses-page.tsx';
import { type AdminPlace, NEW, placeOf, SECTIONS, type Section } from './sections.ts';
import { UsersPage } from './users-page.tsx';

/** Everything that is set up: kinds of objects on the left, one object on the right. */
export function AdminPages() {
  const { section, id } = useParams({ strict: false });
  const place = placeOf(section, id);
  return (
    <Shell context={purposeOf(place)} palette={usePlaces()}>
      <div className="admin">
        <Sections chosen={sectionShown(place)} />
        {place === undefined ? (
          <EmptyState title="There is nothing at this address">
            Choose one of the pages on the left.
          </EmptyState>
        ) : (
          <Page place={place} />
        )}
      </div>
    </Shell>
  );
}

function Page({ place }: { readonly place: AdminPlace }) {
  if (place.page === 'import') return <ImportPage key={place.listId} listId={place.listId} />;
  if (place.page === 'import-result') return <ImportResultPage importId={place.importId} />;
  const { section, id } = place;
  switch (section) {
    case 'campaigns':
      return <CampaignsPage id={id} />;
    case 'campaign-groups':
      return <CampaignGroupsPage id={id} />;
    case 'calling-lists':
      return <CallingListsPage id={id} />;
    case 'agent-groups':
      return <AgentGroupsPage id={id} />;
    case 'response-categories':
      return <ResponsesPage id={id} />;
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
  users: IconUser,
} as const satisfies Readonly<Record<Section, typeof IconUser>>;

function Sections({ chosen }: { readonly chosen: Section | undefined }) {
  return (
    <nav className="sections" aria-label="Administration">
      {SECTIONS.map(({ section, label }) => {
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

const sectionShown = (place: AdminPlace | undefined): Section | undefined => {
  if (place === undefined) return undefined;
  return place.page === 'objects' ? place.section : 'calling-lists';
};

const purposeOf = (place: AdminPlace | undefined): string => {
  const shown = sectionShown(place);
  return SECTIONS.find(({ section }) => section === shown)?.purpose ?? '';
};

function usePlaces(): readonly PaletteItem[] {
  const navigate = useNavigate();
  return SECTIONS.flatMap(({ section, label, noun }) => [
    {
      id: section,
      label: `Show ${label.toLowerCase()}`,
      run: () => void navigate({ to: '/admin/$section', params: { section } }),
    },
    {
      id: `${section}-new`,
      label: `New ${noun}`,
      run: () => void navigate({ to: '/admin/$section/$id', params: { section, id: NEW } }),
    },
  ]);
}
