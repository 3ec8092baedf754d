/** A field of a record as a table shows it. */
export function valueText(value: unknown): string {
  switch (typeof value) {
    case 'boolean':
      return value ? 'Yes' : 'No';
    case 'number':
      return value.toLocaleString('en-GB');
    case 'string':
      return value;
    default:
      return '';
  }
}
