import { Skeleton } from '@mantine/core';
import { type ReactNode, type RefObject, useEffect, useId, useRef } from 'react';

type Props = {
  readonly title: string;
  /** Beside the heading: a count, a button, a small line. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
};

/** A region with a heading; its content scrolls inside it, never the page. */
export function Panel({ title, aside, children, className }: Props) {
  const headingId = useId();
  const body = useRef<HTMLDivElement>(null);
  useReachableScroll(body);
  return (
    <section className={`panel ${className ?? ''}`} aria-labelledby={headingId}>
      <header className="panel-head">
        <h2 id={headingId} className="panel-title">
          {title}
        </h2>
        {aside}
      </header>
      <div ref={body} className="panel-body">
        {children}
      </div>
    </section>
  );
}

/** The same before its content has come. */
export const PanelWaiting = ({ title }: Pick<Props, 'title'>) => (
  <Panel title={title}>
    <Skeleton height={60} />
  </Panel>
);

/** What scrolls can be reached by Tab and scrolled by keys; what does not is no stop on the way. */
function useReachableScroll(place: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const box = place.current;
    if (box === null) return;
    const look = (): void => {
      if (box.scrollHeight > box.clientHeight + 1) box.tabIndex = 0;
      else box.removeAttribute('tabindex');
    };
    // After the layout, never in the middle of drawing: the box, or what is in it, has changed.
    const sizes = new ResizeObserver(look);
    const watch = (): void => {
      sizes.disconnect();
      for (const each of [box, ...box.children]) sizes.observe(each);
    };
    const contents = new MutationObserver(watch);
    contents.observe(box, { childList: true });
    watch();
    return () => {
      sizes.disconnect();
      contents.disconnect();
    };
  }, [place]);
}
