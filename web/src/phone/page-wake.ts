type Page = {
  readonly window: EventTarget;
  readonly document: EventTarget & Pick<Document, 'visibilityState'>;
};

/**
 * Tells whenever the page may have been asleep or on another network: what it believes of its
 * connections has to be asked again.
 */
export function onPageWake(
  listener: () => void,
  { window: top, document: page }: Page = { window, document },
): () => void {
  const onVisible = (): void => {
    if (page.visibilityState === 'visible') listener();
  };
  page.addEventListener('visibilitychange', onVisible);
  // A frozen tab goes on, one from the history is shown again, the network is back.
  page.addEventListener('resume', listener);
  top.addEventListener('pageshow', listener);
  top.addEventListener('online', listener);
  return () => {
    page.removeEventListener('visibilitychange', onVisible);
    page.removeEventListener('resume', listener);
    top.removeEventListener('pageshow', listener);
    top.removeEventListener('online', listener);
  };
}
