import { useEffect } from 'react';

/** Has the browser ask before the page goes away; nothing would be lost, but the call is heard. */
export function useUnloadWarning(during: boolean): void {
  useEffect(() => {
    if (!during) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [during]);
}
