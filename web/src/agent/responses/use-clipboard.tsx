import { useState } from 'react';

export type Clipboard = {
  /** What was copied last, by the name it was given. */
  readonly copied: string | undefined;
  readonly problem: string | undefined;
  readonly copy: (name: string, text: string) => void;
};

const REFUSED = 'The browser did not allow copying. Mark the text and copy it by hand.';

/** The clipboard, which a browser gives only over a secure connection, and may refuse. */
export function useClipboard(): Clipboard {
  const [copied, setCopied] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const copy = async (name: string, text: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(name);
      setProblem(undefined);
    } catch {
      // Why it refuses, a browser does not say in words for people.
      setCopied(undefined);
      setProblem(REFUSED);
    }
  };
  return { copied, problem, copy: (name, text) => void copy(name, text) };
}
