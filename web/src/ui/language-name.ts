const names = new Intl.DisplayNames('en', { type: 'language' });

/** `es` as a person reads it; a code that nobody knows stays what it is. */
export const languageName = (code: string): string => names.of(code) ?? code;
