import { useEffect, useRef } from 'react';
import type { PhoneSound } from '../../phone/phone.ts';

/** What the microphone hears, as a bar. It moves past React: many times a second. */
export function LevelMeter({ sound }: { readonly sound: PhoneSound }) {
  const meter = useRef<HTMLMeterElement>(null);
  useEffect(
    () =>
      sound.watchLevel((level) => {
        if (meter.current !== null) meter.current.value = level;
      }),
    [sound],
  );
  return (
    <div className="level">
      <meter ref={meter} className="level-meter" aria-label="Microphone level" max={1} value={0} />
      <p className="dim">Speak: the bar should move well.</p>
    </div>
  );
}
