import pg from 'pg';
const url = process.argv[2]!;
const c = new pg.Client({ connectionString: url });
await c.connect();
const ex = async (label: string, q: string) => {
  await c.query(q);
  const t = performance.now();
  await c.query(q);
  const ms = performance.now() - t;
  const { rows } = await c.query('explain (analyze, buffers, costs off, timing off) ' + q);
  console.log('##', label, ms.toFixed(1), 'ms');
  if (process.argv[3]) console.log(rows.map((r: any) => r['QUERY PLAN']).join('\n'));
};
for (const k of ['青葉', '精機', '電子', '製作', '商事']) {
  await ex(
    'count3 ' + k,
    `select count(*)::int from account a where a.account_id = any(array(select account_id from account_search where grams @> array['${k}']))`,
  );
  await ex(
    'count ' + k,
    `select count(*)::int from account a where a.account_id in (select account_id from account_search where grams @> array['${k}'])`,
  );
  await ex('count2 ' + k, `select count(*)::int from account_search where grams @> array['${k}']`);
  await ex(
    'page ' + k,
    `select a.account_id, a.name, (select g.name from account g where g.account_id = a.agency_id) from account a left join account_rollup r using (account_id) left join target_line t on t.account_id = a.account_id left join member m on m.member_id = a.owner_id where a.account_id = any(array(select account_id from account_search where grams @> array['${k}'])) order by a.name_order asc nulls last, a.account_id offset 0 limit 50`,
  );
}
await ex(
  'waterfall',
  `select left(m.mql_at, 7) as cohort, count(*)::int as mql, count(m.sal_at)::int as sal, count(m.sql_at)::int as sql, count(m.deal_at)::int as deal, count(m.won_at)::int as won, count(m.rejected_at)::int as rejected, (count(*) filter (where m.is_inferred))::int as inferred from lead_cycle m where m.mql_at >= '2024-04-01' and m.mql_at < '2026-04-01' group by 1 order by 1`,
);
await ex(
  'salesmade',
  `select (count(*) filter (where e.stage = 'deal'))::int as deals, (count(*) filter (where e.stage = 'won'))::int as won
      from lead_event e where e.stage in ('deal', 'won') and e.at >= '2024-04-01' and e.at < '2026-04-01' and not exists (select 1 from lead l where l.lead_id = e.cycle_id)`,
);
await ex(
  'inside',
  `select left(m.mql_at, 7) as cohort, count(*)::int as mql from lead_cycle m where m.mql_at >= '2024-04-01' and m.mql_at < '2026-04-01' and not exists (select 1 from target_line t where t.account_id = m.account_id and t.status = 'active') group by 1 order by 1`,
);
await c.end();
