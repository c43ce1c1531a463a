/**
 * What two written values have in common when they say the same thing: letters of either width and case, spaces left out; of a website also
 * how it is asked for and its last slash. A number stays what it is.
 */
export function meaningOf(attribute: string, value: string | number): string | number {
  if (typeof value === 'number') return value;
  const written = value.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
  return attribute === 'website' ? written.replace(/^https?:\/\//, '').replace(/\/+$/, '') : written;
}
