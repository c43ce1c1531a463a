import type { PersonSeen } from '#core/observation/observation.ts';

const personKeyType = { email: 20, ownKey: 21, mobileName: 22, accountName: 23 } as const;
export type PersonKeyName = keyof typeof personKeyType;
export type PersonKey = { readonly name: PersonKeyName; readonly type: number; readonly text: string };

/**
 * The keys a person can be found by, the source's own first. A desk's address (info@) finds a person only when no name is
 * given; the name finds one only inside an account.
 */
export function personKeys(seen: PersonSeen, source: string, accountId: number | undefined): PersonKey[] {
  const keys: PersonKey[] = [];
  if (seen.ownKey) keys.push(key('ownKey', `${source}|${seen.ownKey}`));
  for (const email of seen.emails) if (!email.isRole || !seen.name) keys.push(key('email', email.address));
  if (seen.mobile && seen.name) keys.push(key('mobileName', `${seen.mobile}|${seen.name.key}`));
  if (accountId !== undefined && seen.name) keys.push(key('accountName', `${accountId}|${seen.name.key}`));
  return keys;
}

function key(name: PersonKeyName, text: string): PersonKey {
  return { name, type: personKeyType[name], text: `${personKeyType[name]}|${text}` };
}
