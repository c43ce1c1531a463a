import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { addDays, todayJst } from '#core/period/day.ts';
import type { Database, Db } from '#db/pool.ts';
import { lockIdentity, nextArrival } from '#db/raw-rows.ts';
import { inTransaction } from '#db/transaction.ts';
import { beginImport } from './begin-import.ts';
import { runImport } from './import-file.ts';
import { addVersion, recordShippedModels, settingsInForce } from './match-models.ts';

/** Days since somebody of another company gave their card again, of where they work now. */
const movedAgo = [18, 47] as const;
/**
 * What changed lately around the demo company: two people went elsewhere, and whoever looks after the data adopted
 * other numbers for the matching. Companies on the target list stay as they are, so that its figures are those of the told year.
 */
export async function tellDemoChanges(database: Database, files: string, adminId: number, now: Date): Promise<void> {
  const today = todayJst(now);
  await takeInMoved(database, files, today);
  await adoptNumbers(database, adminId, now);
}

type Mover = {
  name: string;
  kana: string;
  local: string;
  mobile: string;
  holder: string;
  title: string;
  company: string;
  domain: string;
};

/** People with a mobile number, each with the company they went to, the same ones every time. */
async function listMovers(db: Db): Promise<Mover[]> {
  const { rows } = await sql<Mover>`
    with mover as (
      select p.name, coalesce(p.kana, '') as kana, split_part(p.email, '@', 1) as local, p.mobile, coalesce(p.title, '') as title, k.member_name as holder, row_number() over (order by p.person_id) as place
        from person p join account a using (account_id)
        join lateral (select member_name from acquaintance k where k.person_id = p.person_id and k.source = 'sansan' order by member_name limit 1) k on true
       where p.title_rank >= 5 and p.mobile is not null and p.email is not null and a.owner_id is not null
         and p.company_count = 1 and not exists (select 1 from target_line t where t.account_id = a.account_id)
         and not exists (select 1 from activity v where v.person_id = p.person_id and v.type = 'form')
         and not exists (select 1 from review v where v.kind = 'person' and p.person_id in (v.left_id, v.right_id))
         and not exists (select 1 from person o where o.name_key = p.name_key and o.person_id <> p.person_id)
       order by p.person_id limit ${movedAgo.length}),
    company as (
      select a.name, a.domain, row_number() over (order by a.account_id desc) as place
        from account a
       where a.domain is not null and a.owner_id is not null and a.corporate_number is not null and not exists (select 1 from target_line t where t.account_id = a.account_id)
         and not exists (select 1 from account o where o.name = a.name and o.account_id <> a.account_id) and a.name !~ '[",]'
       order by a.account_id desc limit ${movedAgo.length})
    select m.name, m.kana, m.local, m.mobile, m.holder, m.title, c.name as company, c.domain from mover m join company c using (place) order by place`.execute(
    db,
  );
  return rows;
}

async function takeInMoved(database: Database, files: string, today: string): Promise<void> {
  const lines = (await listMovers(database.db)).map(
    ({ name, kana, local, mobile, holder, title, company, domain }, index) =>
      [
        `C9${index}`,
        company,
        '営業本部',
        title,
        name,
        kana,
        `${local}@${domain}`,
        mobile,
        addDays(today, -movedAgo[index]!),
        holder,
      ].join(),
  );
  const path = join(files, randomUUID());
  writeFileSync(path, `${[header, ...lines].join('\n')}\n`);
  const origin = { purpose: '営業活動での名刺交換', lawfulBasis: '名刺', collectedOn: today };
  const preview = await beginImport(database.db, { path, name: 'cards-new.csv' }, 'auto', null, origin);
  await runImport(database, preview.batchId);
}
const header = '名刺ID,会社名,部署名,役職,氏名,氏名カナ,e-mail,携帯電話,名刺交換日,名刺所有者';

/** A version of their own: what is less sure is asked about as before, and a little more has to speak for joining companies without asking. */
async function adoptNumbers(database: Database, memberId: number, now: Date): Promise<void> {
  await recordShippedModels(database, now);
  await inTransaction(database, async (transaction) => {
    await lockIdentity(transaction);
    const { db } = transaction;
    const { settings } = await settingsInForce(db, 'account');
    const { auto } = settings.thresholds;
    await addVersion(transaction, {
      kind: 'account',
      origin: 'edited',
      settings: { ...settings, thresholds: { ...settings.thresholds, auto: auto + stricterBits } },
      reason: '似た名前のグループ会社をもう少し慎重に扱うため、自動でまとめる境目を少し上げた',
      arrival: await nextArrival(db),
      memberId,
      now,
    });
  });
}
const stricterBits = 0.5;
