/** `A`, `B`, …: answers are few. */
export const runName = (index: number): string => String.fromCharCode(65 + (index % 26));
