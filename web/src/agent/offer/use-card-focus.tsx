import { type RefObject, useEffect, useRef } from 'react';
import { isTyping } from '../keys/keys.ts';

/** For a card that asks for an answer: it has the focus as soon as it is there. */
export function useCardFocus(): RefObject<HTMLDivElement | null> {
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Whoever is typing goes on typing; the card is announced all the same.
    if (!isTyping(document.activeElement)) card.current?.focus();
  }, []);
  return card;
}
