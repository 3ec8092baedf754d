import type { InteractionId } from '@outpace/engine/basics/ids.ts';
import { useEffect, useRef, useState } from 'react';
import { ErrorLine } from '../../ui/error-line.tsx';
import { isTyping } from '../keys/keys.ts';
import { useCommand } from '../use-command.tsx';
import { digitOf, KEYPAD, shownDigits } from './keypad-digits.ts';

/** Twelve keys as on every telephone, and what has been sent with them. */
export function KeypadKeys({ interactionId }: { readonly interactionId: InteractionId }) {
  const { run, problem } = useCommand();
  const [sent, setSent] = useState('');
  const send = (digit: string): void => {
    setSent((before) => before + digit);
    void run({ type: 'send-digits', interactionId, digits: digit }).then((isSent) => {
      // Shown at once, because fingers are faster than the network; taken back when refused.
      if (!isSent) setSent((before) => before.slice(0, -1));
    });
  };
  useTyped(send);
  return (
    <div className="keypad">
      <p className="keypad-sent figures" role="status" aria-label="Digits sent">
        {sent === '' ? <span className="dim">Press or type digits</span> : shownDigits(sent)}
      </p>
      <div className="keypad-keys">
        {KEYPAD.map(({ digit, name, letters }) => (
          <button
            key={digit}
            type="button"
            className="keypad-key"
            aria-label={name}
            onClick={() => send(digit)}
          >
            <span>{digit}</span>
            <span className="keypad-letters">{letters}</span>
          </button>
        ))}
      </div>
      <ErrorLine problem={problem} />
    </div>
  );
}

/** Digits typed while the keys are shown, wherever the focus is, unless it is in a text. */
function useTyped(send: (digit: string) => void): void {
  const latest = useRef(send);
  useEffect(() => {
    latest.current = send;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const digit = digitOf(event);
      if (digit === undefined || event.repeat || isTyping(document.activeElement)) return;
      event.preventDefault();
      latest.current(digit);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
