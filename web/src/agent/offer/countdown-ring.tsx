import { useNow } from '../../ui/clock.tsx';
import { countdown } from './countdown.ts';

type Props = { readonly from: number; readonly until: number };

const RADIUS = 26;
const AROUND = 2 * Math.PI * RADIUS;

/** A ring that empties, with the seconds inside; it moves by steps, so nothing is animated. */
export function CountdownRing({ from, until }: Props) {
  const now = useNow();
  const { seconds, text, share } = countdown(from, until, now);
  return (
    <span className="ring" data-short={seconds <= 5 || undefined}>
      <svg viewBox="0 0 60 60" width="60" height="60" aria-hidden="true">
        <circle cx="30" cy="30" r={RADIUS} className="ring-track" />
        <circle
          cx="30"
          cy="30"
          r={RADIUS}
          className="ring-left"
          strokeDasharray={AROUND}
          strokeDashoffset={AROUND * (1 - share)}
        />
      </svg>
      <span
        className="ring-seconds figures"
        data-signs={text.length}
        role="timer"
        aria-label="Time left"
      >
        {text}
      </span>
    </span>
  );
}
