const suffixes = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/**
 * The id of a Salesforce record in full. Reports write 15 letters, where capitals count; Data Loader and the API write 18, of which
 * the last three tell the capitals of the others, five by five. Anything else stays as it is.
 */
export function fullRecordId(given: string): string {
  if (!/^[0-9A-Za-z]{15}$/.test(given)) return given;
  let suffix = '';
  for (const start of [0, 5, 10]) {
    let capitals = 0;
    for (let place = 0; place < 5; place++) if (/[A-Z]/.test(given[start + place]!)) capitals |= 1 << place;
    suffix += suffixes[capitals];
  }
  return given + suffix;
}
