import { sql } from 'kysely';
import { changeBySetting, type DefinitionChange } from '#core/kpi/definition-change.ts';
import { catalogue } from '#core/kpi/catalogue.ts';
import { todayJst } from '#core/period/day.ts';
import type { Db } from './pool.ts';

/** Every change of meaning on record, oldest first. They are few: people make them by hand. */
export async function listDefinitionChanges(db: Db): Promise<DefinitionChange[]> {
  const { rows } = await sql<DefinitionChange>`
    select c.on_day as "on", c.what, c.kpi_codes as codes, c.version, m.name as "by",
           json_build_object('ja', c.what_changed_ja, 'en', c.what_changed_en) as "whatChanged"
      from definition_change c left join member m using (member_id)
     order by c.on_day, c.definition_change_id limit 1000`.execute(db);
  return rows;
}

type NewChange = Pick<DefinitionChange, 'on' | 'what' | 'codes' | 'whatChanged'> & { readonly version?: string };

/** Records a change; without a version of its own it is the next of its kind. */
export async function recordDefinitionChange(db: Db, change: NewChange, memberId: number | null): Promise<void> {
  const next = sql<string>`((select count(*) + 2 from definition_change where what = ${change.what}
                             and kpi_codes is not distinct from ${change.codes}::text[]))::text`;
  await db
    .insertInto('definition_change')
    .values({
      on_day: change.on,
      what: change.what,
      kpi_codes: change.codes && [...change.codes],
      version: change.version ?? next,
      what_changed_ja: change.whatChanged.ja,
      what_changed_en: change.whatChanged.en,
      member_id: memberId,
    })
    .execute();
}

/** The marker that a changed setting leaves, where it changes what KPIs mean. */
export async function recordSettingChange(
  db: Db,
  name: string,
  before: unknown,
  after: unknown,
  memberId: number | null,
  now: Date,
): Promise<void> {
  const change = changeBySetting(name, before, after);
  if (change) await recordDefinitionChange(db, { ...change, on: todayJst(now) }, memberId);
}

/**
 * Compares the catalogue of this Mori with the one that ran here before: a KPI whose version rose gets its marker today. The
 * first start of an installation only takes note.
 */
export async function recordCatalogue(db: Db, now: Date): Promise<void> {
  const known = new Map(
    (await db.selectFrom('kpi_definition').selectAll().execute()).map((row) => [row.kpi_code, row] as const),
  );
  const different = catalogue.filter(({ code, version }) => known.get(code)?.version !== version);
  if (different.length === 0) return;
  for (const { code, version, formula } of different) {
    const before = known.get(code);
    const line = { version, formula_ja: formula.ja, formula_en: formula.en };
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('kpi_definition')
      .values({ kpi_code: code, ...line })
      .onConflict((conflict) =>
        conflict.column('kpi_code').doUpdateSet(line).where('kpi_definition.version', '<', version),
      )
      .executeTakeFirstOrThrow();
    if (!before || numInsertedOrUpdatedRows === 0n) continue;
    const whatChanged = {
      ja: `計算式: ${before.formula_ja} → ${formula.ja}`,
      en: `formula: ${before.formula_en} → ${formula.en}`,
    };
    await recordDefinitionChange(
      db,
      { on: todayJst(now), what: 'definition', codes: [code], version: String(version), whatChanged },
      null,
    );
  }
}
