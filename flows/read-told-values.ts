import { emptyGolden, surviveCompany } from '#core/account/survive.ts';
import type { TakenOver } from '#core/account/taken-over.ts';
import { toldValues, type ToldValue } from '#core/account/told-values.ts';
import { emptyPerson, survivePerson } from '#core/person/survive.ts';
import { readReach } from '#db/agreed-values.ts';
import { readDeclaredSources } from '#db/declared-sources.ts';
import { companiesOf, type LinkedFact } from '#db/facts.ts';
import type { EntityKind } from '#db/move-rows.ts';
import { readTakeovers } from '#db/takeovers.ts';
import type { Transaction } from '#db/transaction.ts';
import { readLinkedRows } from './linked-rows.ts';

/** Every value that the rows of a company or person tell, by attribute; the first of each is the one that files agree on. */
export async function readToldValues(
  transaction: Transaction,
  kind: EntityKind,
  id: number,
): Promise<ReadonlyMap<string, readonly ToldValue[]>> {
  const facts = await readLinkedRows(transaction, kind === 'account' ? [id] : [], kind === 'person' ? [id] : []);
  if (kind === 'person') return toldValues(facts.filter(({ personId }) => personId === id).map(toldOfPerson));
  const takenOver = (await readTakeovers(transaction.db, [id])).get(id);
  const declared = await readDeclaredSources(transaction.db);
  const told = toldValues(
    facts.flatMap((fact) => toldOfCompany(fact, id, takenOver)),
    declared,
  );
  const { phones, domains } = await readReach(transaction.db, id);
  return new Map<string, readonly ToldValue[]>([...told, ['phone', phones], ['domain', domains]]);
}

function toldOfCompany(fact: LinkedFact, id: number, takenOver: TakenOver | undefined) {
  return companiesOf(fact).flatMap(([own, seen]) => {
    if (own !== id) return [];
    const golden = { ...emptyGolden(), takenOver };
    surviveCompany(golden, fact.observation, seen);
    return [golden];
  });
}

function toldOfPerson({ observation, accountId }: LinkedFact) {
  const { values, provenance } = emptyPerson();
  survivePerson({ ...emptyPerson(), values, provenance }, observation, accountId);
  const { name, kana, email, phone, mobile, department, title } = values;
  return { values: { name, kana, email, phone, mobile, department, title }, provenance };
}
