/** The word for a 登記記録の閉鎖等の事由 of the register. */
export function causeKey(cause: string | null): '01' | '11' | '21' | '31' | 'other' {
  return cause === '01' || cause === '11' || cause === '21' || cause === '31' ? cause : 'other';
}
