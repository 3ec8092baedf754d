import { lateFile } from '../ui/late/later.tsx';

/** What an agent does not need at once; in one file, so that the page fetches it in one go. */
export const late = lateFile(() => import('./late-parts.ts').then((file) => file.lateParts));
