import type pg from 'pg';

/** The schema as the catalog tells it, one line per column, key and index; kept in schema.sql so that a review sees the result. */
export async function describeSchema(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ line: string }>(`
    with tables as (
      select c.oid, n.nspname || '.' || c.relname as name, c.relkind
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('public', 'auth') and c.relkind in ('r', 'p') and not c.relispartition
    )
    select line from (
      select name, 0 as kind, 0 as place, '-- ' || name || case relkind when 'p' then ' (partitioned by ' || pg_get_partkeydef(oid) || ')' else '' end as line from tables
      union all
      select t.name, 1, a.attnum, t.name || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
             || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
        from tables t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      union all
      select t.name, 2, row_number() over (order by k.conname), t.name || ': ' || pg_get_constraintdef(k.oid) from tables t join pg_constraint k on k.conrelid = t.oid and k.contype <> 'n'
      union all
      select t.name, 3, row_number() over (order by i.indexrelid::regclass::text), pg_get_indexdef(i.indexrelid) from tables t join pg_index i on i.indrelid = t.oid and not i.indisprimary
    ) x order by name, kind, place`);
  return `${rows.map((row) => row.line).join('\n')}\n`;
}
