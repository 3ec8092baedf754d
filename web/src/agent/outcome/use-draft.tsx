import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { agentCommand } from '../../live/agent-store.ts';
import { DraftKeeper, type DraftState } from './draft-keeper.ts';

type Drafting = { readonly state: DraftState; readonly keeper: DraftKeeper };

/** The draft of this interaction; the caller gives the component the interaction's id as key. */
export function useDraft({ id, draft }: InteractionView): Drafting {
  const [keeper] = useState(() => {
    const save = new DraftKeeper((typed) =>
      agentCommand({ type: 'save-draft', interactionId: id, draft: typed }),
    );
    save.hear(draft);
    return save;
  });
  useEffect(() => keeper.hear(draft), [keeper, draft]);
  useEffect(() => {
    const onHidden = (): void => {
      if (document.visibilityState === 'hidden') keeper.flush();
    };
    window.addEventListener('pagehide', keeper.flush);
    document.addEventListener('visibilitychange', onHidden);
    return () => {
      window.removeEventListener('pagehide', keeper.flush);
      document.removeEventListener('visibilitychange', onHidden);
    };
  }, [keeper]);
  const state = useSyncExternalStore(keeper.subscribe, keeper.current);
  return { state, keeper };
}
