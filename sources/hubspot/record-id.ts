/** The first of several records that a cell names: `9001;9002`. */
export function firstRecordId(given: string): string {
  return /^\d+(?:\s*;\s*\d+)+$/.test(given) ? given.split(';')[0]!.trim() : given;
}
