const KEY_LENGTH_MAX = 40;

/** A key from a label: `Has credit?` becomes `has_credit`, counted on when it is taken. */
export function fieldKeyFrom(label: string, others: readonly { readonly key: string }[]): string {
  const plain = label.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
  const named = /^[a-z]/.test(words) ? words : `field_${words}`;
  const base = named.slice(0, KEY_LENGTH_MAX - 4).replace(/_+$/, '');
  const taken = new Set(others.map(({ key }) => key));
  let key = base;
  for (let n = 2; taken.has(key); n += 1) key = `${base}_${n}`;
  return key;
}
