const columnsOfExcel = 16_384;

/** 0-based column of `B12`; -1 for a reference that no sheet has. */
export function columnOf(reference: string): number {
  let column = 0;
  let index = 0;
  for (; index < reference.length; index++) {
    const code = reference.charCodeAt(index);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  const digit = reference.charCodeAt(index);
  return index > 0 && column <= columnsOfExcel && digit >= 49 && digit <= 57 ? column - 1 : -1;
}
