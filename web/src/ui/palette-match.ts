/** True when every word typed begins a word of the label, in any order. */
export function matches(label: string, typed: string): boolean {
  const words = label.toLowerCase().split(/[\s()·,-]+/);
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return wanted.every((part) => words.some((word) => word.startsWith(part)));
}
