import { sql, type RawBuilder } from 'kysely';
import { gramsOf, searchKey } from '#core/text/grams.ts';
import { compileFilter } from './filter.ts';
import { employed, toldToHaveLeft, worksAt } from './employments.ts';
import { personFields, personQuick, type PersonField, type PersonFilter } from './person-filter.ts';
import type { Db } from './pool.ts';
import { visibleTo, type Viewer } from './visible.ts';

export type PersonQuery = {
  readonly filter?: PersonFilter | undefined;
  readonly search?: string | undefined;
  /** Whoever works there now. */
  readonly accountId?: number | undefined;
  readonly departmentId?: number | undefined;
  /** Only these people. */
  readonly personIds?: readonly number[] | undefined;
  readonly sort: PersonField;
  readonly direction: 'asc' | 'desc';
  readonly offset: number;
  readonly limit: number;
};
export type PersonRow = {
  personId: number;
  name: string;
  kana: string | null;
  email: string | null;
  phone: string | null;
  mobile: string | null;
  department: string | null;
  function: string | null;
  title: string | null;
  band: string | null;
  accountId: number | null;
  accountName: string | null;
  mayMail: boolean | null;
  /** A row says that they left the company. */
  hasLeft: boolean;
  /** info@, sales@: an address of a desk, and nobody. */
  isRoleAddress: boolean;
  /** Mail to the address bounces. */
  bounces: boolean;
};

/** 五十音順, as far as a reading is known; names without one follow. */
const byReading = sql`coalesce(p.kana, p.name)`;

type PeopleScope = Omit<PersonQuery, 'sort' | 'direction' | 'offset' | 'limit'>;
type PeopleViewer = Viewer & { readonly memberId: number };
const fromPeople = sql`person p left join account a on a.account_id = p.account_id`;

function where(query: PeopleScope, viewer: PeopleViewer) {
  const parts = [
    visibleTo(viewer),
    ...(query.filter ? [compileFilter(query.filter, personFields, personQuick(viewer.memberId))] : []),
    ...(query.accountId === undefined ? [] : [worksAt(sql.val(query.accountId))]),
    ...(query.departmentId === undefined ? [] : [worksIn(query.departmentId)]),
    ...(query.personIds === undefined ? [] : [sql`p.person_id = any(${query.personIds}::bigint[])`]),
    ...(query.search ? [searchPeople(query.search)] : []),
  ];
  return sql.join(parts, sql` and `);
}

/** People in the order of their list, as far as the viewer sees them. */
export function peopleInOrder(
  query: Omit<PersonQuery, 'offset' | 'limit'>,
  viewer: PeopleViewer,
): RawBuilder<PersonRow> {
  const order = query.direction === 'asc' ? sql`asc nulls last` : sql`desc nulls last`;
  return sql<PersonRow>`
      select p.person_id as "personId", p.name, p.kana, p.email, p.phone, p.mobile, p.department, p.department_function as function, p.title, p.band,
             p.account_id as "accountId", a.name as "accountName", p.may_mail as "mayMail",
             ${toldToHaveLeft} as "hasLeft", p.is_role_address as "isRoleAddress", coalesce(p.email = any(p.bounced_emails), false) as bounces
        from ${fromPeople} where ${where(query, viewer)}
       order by ${query.sort === 'name' ? byReading : sql.ref(personFields[query.sort].column)} ${order}, p.person_id`;
}

export async function countPeople(db: Db, query: PeopleScope, viewer: PeopleViewer): Promise<number> {
  const { rows } = await sql<{
    total: number;
  }>`select count(*)::int as total from ${fromPeople} where ${where(query, viewer)}`.execute(db);
  return rows[0]!.total;
}

/** One page of the people list, as far as the viewer sees their companies. */
export async function listPeople(
  db: Db,
  query: PersonQuery,
  viewer: PeopleViewer,
): Promise<{ rows: PersonRow[]; total: number }> {
  const [page, total] = await Promise.all([
    sql<PersonRow>`${peopleInOrder(query, viewer)} offset ${query.offset} limit ${query.limit}`.execute(db),
    countPeople(db, query, viewer),
  ]);
  return { rows: page.rows, total };
}

/** Whoever works there now; an id that was merged away leads to the one that stayed. */
function worksIn(departmentId: number) {
  const department = sql`select d.account_id, d.department_key from department d
    where d.department_id = coalesce((select to_id from entity_redirect where kind = 'department' and from_id = ${departmentId}), ${departmentId})`;
  return sql`p.person_id in (select f.person_id from (${department}) d join affiliation f using (account_id, department_key)
    join ${employed(sql`f.account_id = (select account_id from (${department}) d)`)} e using (person_id, account_id))`;
}

/** Names and kana through the bigram index, or a whole e-mail address. */
function searchPeople(text: string) {
  const grams = gramsOf([searchKey(text)]);
  if (grams.length === 0) return sql`true`;
  return sql`(p.person_id in (select person_id from person_search where grams @> ${grams}::text[]) or p.email = ${text.trim().toLowerCase()})`;
}

/** True when this viewer may see the person: through a company of theirs. */
export async function isPersonVisible(db: Db, personId: number, viewer: Viewer): Promise<boolean> {
  const { rows } =
    await sql`select 1 from person p left join account a on a.account_id = p.account_id where p.person_id = ${personId} and ${visibleTo(viewer)}`.execute(
      db,
    );
  return rows.length > 0;
}
