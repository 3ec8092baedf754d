/** Made-up names of those who work in the demo; the first of a list is the first to be offered. */
export const DEMO_AGENTS = [
  'Ana Reyes',
  'Ben Okafor',
  'Clara Lindqvist',
  'Dario Conti',
  'Ewa Nowak',
  'Farid Haddad',
  'Grace Mbeki',
  'Hugo Laurent',
  'Ines Carvalho',
  'Jonas Weber',
] as const;
export const DEMO_SUPERVISOR = 'Maya Lindgren';
export const DEMO_ADMINISTRATOR = 'Tom Achterberg';

export const FIRST_NAMES = [
  'Alice Amir Anna Arun Bella Boris Carla Chen Clara Daniel David Diana Elena Emil Emma Erik Eva',
  'Felix Fiona Frank Gina Grace Hanna Hassan Helen Ian Irene Isaac Jack Jana Jonas Julia Kai Karen',
  'Karl Laura Leon Lina Lucas Maria Mark Marta Maya Mila Mona Nadia Nina Noah Nora Olga Omar Oscar',
  'Paula Peter Petra Rafael Rita Robert Rosa Ruth Samuel Sara Simon Sofia Stefan Susan Teresa Theo',
  'Thomas Tina Vera Victor Walter Wendy Yara Yusuf Zoe',
]
  .join(' ')
  .split(' ');

export const LAST_NAMES = [
  'Abbott Adler Ahmed Alvarez Andersen Bach Baker Barros Becker Bell Berg Bianchi Brandt Brooks',
  'Carter Castro Chan Clark Costa Cruz Dahl Davies Diaz Duarte Eriksen Evans Farah Ferrari Fischer',
  'Foster Fuchs Garcia Gomez Graf Green Haas Hall Hansen Hayes Hill Hoffman Ibrahim Ivanov Jansen',
  'Jensen Kaiser Keller Khan Klein Kovacs Lang Larsen Lee Lopez Maier Marino Martin Mendes Meyer',
  'Miller Moreno Morris Nagy Neumann Novak Olsen Ortega Palmer Park Pavlov Peters Price Ramos Reid',
  'Ricci Rivera Rossi Santos Sato Schmidt Silva Stein Tanaka Taylor Torres Vargas Vogel Wagner',
  'Walsh Weber Wilson Wolf Wood Yang Young Zimmer',
]
  .join(' ')
  .split(' ');

/** `Ana Reyes` signs in as `ana.reyes`. */
export const signInName = (displayName: string): string =>
  displayName.toLowerCase().replaceAll(' ', '.');
