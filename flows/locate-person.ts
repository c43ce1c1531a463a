import { reachTold } from '#core/account/agreed.ts';
import { weighingOf, type Evidence, type Method } from '#core/identify/evidence.ts';
import type { Identified } from '#core/identify/find-home.ts';
import { identifyPerson, type PersonSighting } from '#core/identify/identify-person.ts';
import { personLookup } from '#core/identify/lookup-keys.ts';
import { personRecord } from '#core/match/person-record.ts';
import type { Observation } from '#core/observation/observation.ts';
import type { LinkedFact } from '#db/facts.ts';
import type { IncomingRow, Located, Open, Step } from './ingest-step.ts';

/** The person a row speaks of, once its company is known. */
export function personIn({ person, row }: Observation, accountId: number | undefined): PersonSighting | undefined {
  if (!person) return undefined;
  const record = personRecord(person, accountId === undefined ? undefined : String(accountId));
  return { seen: person, record, keys: personLookup(record, person, row.source) };
}

/** The person of the row inside the company found, and the row's outcome: that of its most specific subject. */
export function locatePerson(
  row: IncomingRow,
  { main, parties: partyIds, open }: Located,
  sighting: PersonSighting | undefined,
  step: Step,
): LinkedFact {
  const { observation } = row;
  const { key, externalKey } = observation.row;
  const earlier = step.earlierLinks.get(`${key}/main`);
  let person: Identified | undefined;
  if (sighting) {
    const isPinned = earlier?.personId !== undefined && (earlier.method === 'decided' || externalKey !== undefined);
    person = identifyPerson(
      sighting,
      step.held.directory,
      step.scorers.person,
      () => step.registry.mint(key, 'person'),
      isPinned ? { id: earlier.personId!, method: earlier.method as Method } : undefined,
      step.held.explains,
    );
    if (person.isNew) step.newPeople.add(person.id);
    for (const proposal of person.proposals) step.proposals.push({ kind: 'person', rowKey: key, proposal });
  }
  step.found.set(key, { account: main, person, open });
  const subject = person ?? main;
  const isDoubtful = main?.isDoubtful || person?.isDoubtful;
  step.outcomes.set(key, isDoubtful ? 'review' : !subject || subject.isNew ? 'new' : 'matched');
  step.links.push({
    rowKey: key,
    role: 'main',
    version: row.version,
    accountId: main?.id,
    personId: person?.id,
    accountMethod: main?.method,
    method: earlier?.method === 'decided' ? 'decided' : (subject?.method ?? 'none'),
    score: subject?.score ?? 0,
    evidence: { ...mergeEvidence(main?.evidence, person?.evidence), ...(open ? { open: told(open) } : {}) },
    reach: reachTold(observation, observation.company),
  });
  return { observation, accountId: main?.id, personId: person?.id, parties: partyIds };
}

/** What is kept of a lead without a company. */
function told({ reason, weighed }: Open): NonNullable<Evidence['open']> {
  return { reason, nearest: weighed.slice(0, nearestKept).map(({ id }) => id) };
}
const nearestKept = 3;

function mergeEvidence(one: Evidence | undefined, other: Evidence | undefined): Evidence {
  if (!one || !other) return one ?? other ?? { matched: [], differs: [] };
  const company = weighingOf(one);
  return {
    ...other,
    ...(company ? { company } : {}),
    matched: union(one.matched, other.matched),
    differs: union(one.differs, other.differs),
  };
}

function union<Word>(words: readonly Word[], more: readonly Word[]): readonly Word[] {
  return words.length === 0 || more.length === 0 ? [...words, ...more] : [...new Set([...words, ...more])];
}
