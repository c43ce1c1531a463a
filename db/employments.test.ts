import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { type BothPosts, employmentsOf, type Stay } from '#core/person/employment.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { employed } from './employments.ts';
import type { Database } from './pool.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('employed');
});
after(() => database.close());

const day = fc.constantFrom('2020-04-01', '2021-05-02', '2022-06-03', '2024-06-03', '2024-06-04');
const dayOrNone = fc.option(day, { nil: null });
const stay = fc
  .record({
    accountId: fc.constantFrom(1, 2, 3),
    departmentKey: fc.constantFrom('', 'a', 'b'),
    days: fc.array(day, { maxLength: 2 }).map((days) => days.sort()),
    hasSecondPost: fc.constantFrom(false, false, false, true),
    left: fc.option(
      fc.record({ leftToldOn: fc.oneof(day, fc.constant('')), leftOn: dayOrNone, leftByChange: fc.boolean() }),
      { nil: null },
    ),
  })
  .map(
    ({ days, left, ...one }): Stay => ({
      ...one,
      department: null,
      title: null,
      firstOn: days[0] ?? null,
      lastOn: days.at(-1) ?? null,
      source: 'sansan',
      rowKey: `00000000-0000-0000-0000-0000000000${one.accountId}${one.departmentKey || 0}`,
      leftToldOn: left?.leftToldOn ?? null,
      leftOn: left?.leftOn ?? null,
      leftByChange: left?.leftByChange ?? false,
    }),
  );
const stays = fc.uniqueArray(stay, {
  minLength: 1,
  maxLength: 5,
  selector: (one) => `${one.accountId}/${one.departmentKey}`,
});
const both = fc.option(fc.constantFrom<BothPosts>([1, 2], [2, 3], [3, 1]), { nil: undefined });

test('counts of people agree with where each of them works', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ stays, both }), { minLength: 20, maxLength: 40 }), async (people) => {
      await database.pool.query('truncate person, affiliation, job_change_answer');
      for (const [id, { stays: ofPerson, both: pair }] of people.entries()) {
        const companies = new Set(ofPerson.map(({ accountId }) => accountId)).size;
        await sql`insert into person (person_id, name, family, given, name_key, is_role_address, provenance, profile, company_count)
          values (${id}, 'p', 'p', '', '', false, '[]', '{}', ${companies})`.execute(database.db);
        for (const one of ofPerson)
          await sql`insert into affiliation (person_id, account_id, department_key, first_on, observed_on, source, row_key, has_second_post, left_told_on, left_row, left_on, left_by_change)
            values (${id}, ${one.accountId}, ${one.departmentKey}, ${one.firstOn}, ${one.lastOn}, 'sansan', ${one.rowKey}, ${one.hasSecondPost}, ${one.leftToldOn}, ${one.leftToldOn === null ? null : one.rowKey}, ${one.leftOn}, ${one.leftByChange})`.execute(
            database.db,
          );
        if (pair)
          await sql`insert into job_change_answer (person_id, from_id, to_id, verdict) values (${id}, ${pair[0]}, ${pair[1]}, 'concurrent')`.execute(
            database.db,
          );
      }
      const { rows } = await sql<{ line: string }>`
        select person_id || '/' || account_id as line from ${employed()} e`.execute(database.db);
      const expected = people.flatMap(({ stays: ofPerson, both: pair }, id) =>
        employmentsOf(ofPerson, pair ? [pair] : []).flatMap(({ accountId, left }) =>
          left === null ? [`${id}/${accountId}`] : [],
        ),
      );
      assert.deepEqual(rows.map(({ line }) => line).sort(), expected.sort());
    }),
    { numRuns: 6 },
  );
});
