import { importAgain } from '../ui/late/import-again.ts';
import { lateFile } from '../ui/late/later.tsx';

const fetchFile = importAgain(() => import('./late-parts.ts'));

/** What an agent does not need at once; in one file, so that the page fetches it in one go. */
export const late = lateFile(() => fetchFile().then((file) => file.lateParts));
