/** Where lists, menus, tips and dialogs are put: the theme sends them here. */
export const FLOATS_ID = 'floats';

/** Once in the main part of every page on which something opens. */
export function Floats() {
  return <div id={FLOATS_ID} />;
}
