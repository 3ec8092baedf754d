import { useMantineColorScheme } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useLayoutEffect } from 'react';

export type Scheme = 'light' | 'dark' | 'contrast' | 'auto';

/** The colours chosen in this browser. High contrast is drawn on the ground of the dark ones. */
export function useScheme(): { readonly scheme: Scheme; choose(scheme: Scheme): void } {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [isContrast, setContrast] = useContrast();
  return {
    scheme: isContrast ? 'contrast' : colorScheme,
    choose(next) {
      setContrast(next === 'contrast');
      setColorScheme(next === 'contrast' ? 'dark' : next);
    },
  };
}

/** Marks the document for contrast.css; once, around every page. */
export function ContrastMark() {
  const [isContrast] = useContrast();
  // Before the first paint, so that nobody is dazzled by another scheme.
  useLayoutEffect(() => {
    document.documentElement.dataset.contrast = isContrast ? 'more' : 'usual';
  }, [isContrast]);
  return null;
}

const useContrast = () =>
  useLocalStorage({
    key: 'outpace-high-contrast',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
