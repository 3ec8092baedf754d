import './late.css';
import { Button, Loader } from '@mantine/core';
import {
  type ComponentType,
  type FunctionComponent,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useSyncExternalStore,
} from 'react';
import { browserSchedule } from '../../live/socket.ts';
import { ErrorLine } from '../error-line.tsx';
import { fetchInIdleTime, LatePart, type WhenIdle } from './late-part.ts';

const files = new Set<Pick<LatePart<unknown>, 'fetch' | 'current'>>();

/** A file that is no part of the first load; every part in it comes, or fails, with all others. */
export function lateFile<File>(load: () => Promise<File>): LatePart<File> {
  const file = new LatePart(load);
  files.add(file);
  return file;
}

/** For browsers that do not say when they are idle: well after the first paint. */
const IDLE_MS = 300;

const whenIdle: WhenIdle = (run) => {
  if (!('requestIdleCallback' in window)) return browserSchedule(run, IDLE_MS);
  const asked = window.requestIdleCallback(run);
  return () => window.cancelIdleCallback(asked);
};

/** Once in the frame of every page: what comes later is there before somebody asks for it. */
export function useLateParts(): void {
  useEffect(() => fetchInIdleTime(files, whenIdle), []);
}

type Options<Props> = {
  /** What is not shown is not waited for either: a dialog that is closed. */
  readonly isShown?: (props: Props) => boolean;
  /** Stands there until the part has come; something that turns, where nothing is said. */
  readonly waiting?: ReactNode;
};

/**
 * A component of a late file: fetched in idle time, or when it is first shown. Where it was waited
 * for with the focus, its first control gets it. A fetch that failed says so and is tried again
 * when it is asked for again.
 */
export function later<File, Props extends object>(
  file: LatePart<File>,
  pick: (file: File) => ComponentType<Props>,
  options: Options<Props> = {},
): FunctionComponent<Props> {
  return (props) => <Late {...{ file, pick, options }} given={props} />;
}

type LateProps<File, Props> = {
  readonly file: LatePart<File>;
  readonly pick: (file: File) => ComponentType<Props>;
  readonly options: Options<Props>;
  readonly given: Props;
};

function Late<File, Props extends object>({ file, pick, options, given }: LateProps<File, Props>) {
  const { isShown = () => true, waiting = TURNING } = options;
  const state = useSyncExternalStore(file.subscribe, file.current);
  const isWanted = isShown(given);
  const focused = useRef<Element>(undefined);
  const { phase } = state;
  useEffect(() => {
    if (isWanted) void file.fetch();
  }, [isWanted, file]);
  useLayoutEffect(() => {
    if (phase !== 'here') return;
    focusFirstIn(focused.current);
    focused.current = undefined;
  }, [phase]);
  const leave = useCallback((place: Element | undefined) => {
    focused.current = place;
  }, []);
  if (state.phase === 'here') {
    const Part = pick(state.part);
    return <Part {...given} />;
  }
  if (!isWanted) return null;
  return (
    <Waiting onLeave={leave}>
      {phase === 'failed' ? <Failed onAgain={file.fetch} /> : waiting}
    </Waiting>
  );
}

const TURNING = <Loader size="xs" aria-label="Loading" />;

type WaitingProps = {
  /** Told where it was, if it had the focus. */
  readonly onLeave: (place: Element | undefined) => void;
  readonly children: ReactNode;
};

function Waiting({ onLeave, children }: WaitingProps) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current } = box;
    return () => {
      const hasFocus = current?.contains(document.activeElement) === true;
      onLeave(hasFocus ? (current?.parentElement ?? undefined) : undefined);
    };
  }, [onLeave]);
  return (
    // In a dialog it holds the focus until there is something that wants it.
    <div ref={box} className="late" tabIndex={-1} data-autofocus>
      {children}
    </div>
  );
}

function Failed({ onAgain }: { readonly onAgain: () => Promise<void> }) {
  return (
    <div className="late-failed">
      <ErrorLine problem="This part of the page could not be loaded." />
      <Button
        variant="default"
        size="compact-sm"
        onClick={(event) => {
          // The button goes away now; the place around it stays.
          event.currentTarget.closest<HTMLElement>('.late')?.focus();
          void onAgain();
        }}
      >
        Try again
      </Button>
    </div>
  );
}

const CONTROLS =
  'input:not(:disabled), button:not(:disabled), select:not(:disabled), textarea:not(:disabled)';

function focusFirstIn(place: Element | undefined): void {
  const first =
    place?.querySelector<HTMLElement>('[data-autofocus]') ??
    place?.querySelector<HTMLElement>(CONTROLS);
  first?.focus();
}
