/** An E.164 number in groups for reading aloud. Never for sending: the plain number is the fact. */
export function formatPhone(phone: string): string {
  const northAmerica = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phone);
  if (northAmerica !== null) return `+1 ${northAmerica.slice(1).join(' ')}`;
  const london = /^\+44(20)(\d{4})(\d{4})$/.exec(phone);
  if (london !== null) return `+44 ${london.slice(1).join(' ')}`;
  if (!/^\+\d{8,15}$/.test(phone)) return phone;
  // Country codes are one to three digits long; groups of three read well whatever they are.
  return `+${phone.slice(1).replace(/(\d{3})(?=\d{2})/g, '$1 ')}`;
}
