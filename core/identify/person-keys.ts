import type { PersonSeen } from '#core/observation/observation.ts';
import { keyHash } from './key-hash.ts';

export const personKeyType = { email: 20, ownKey: 21, mobileName: 22, accountName: 23 } as const;
export type PersonKeyName = keyof typeof personKeyType;
export type PersonKey = { readonly name: PersonKeyName; readonly type: number; readonly hash: bigint };

/** Keys that need no account. A desk's address (info@) finds a person only when no name is given. */
export function personKeys(seen: PersonSeen, source: string): PersonKey[] {
  const keys: PersonKey[] = [];
  for (const email of seen.emails) if (!email.isRole || !seen.name) keys.push(key('email', email.address));
  if (seen.ownKey) keys.push(key('ownKey', `${source}|${seen.ownKey}`));
  if (seen.mobile && seen.name) keys.push(key('mobileName', `${seen.mobile}|${seen.name.key}`));
  return keys;
}

/** The person's name inside one account. */
export function accountNameKey(accountId: number, seen: PersonSeen): PersonKey | undefined {
  return seen.name ? key('accountName', `${accountId}|${seen.name.key}`) : undefined;
}

function key(name: PersonKeyName, text: string): PersonKey {
  return { name, type: personKeyType[name], hash: keyHash(`${personKeyType[name]}|${text}`) };
}
