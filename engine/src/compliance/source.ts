/** Where a rule stands, for whoever has to defend it. */
export type Source = { readonly title: string; readonly url: string };
