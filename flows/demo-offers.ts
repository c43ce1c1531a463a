import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, todayJst } from '#core/period/day.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { beginImport } from './begin-import.ts';
import { checkHandovers } from './check-handovers.ts';
import { saveOffer, type OfferDraft } from './edit-offers.ts';
import { runImport } from './import-file.ts';

const quote = { name: '見積依頼', kind: 'quote', words: ['見積依頼'], isActNow: true } as const;
const demo = { name: 'デモ申込', kind: 'demo', words: ['デモ申込', 'デモのお申し込み'], isActNow: true } as const;
const document = { name: 'カタログ請求', kind: 'document', words: ['カタログ請求'], isActNow: false } as const;

/** What people filled in on the demo company's own site this week. */
const forms = [
  '見積依頼フォーム(搬送ロボットSR)',
  'デモのお申し込み',
  '見積依頼フォーム(画像検査VX)',
  'カタログ請求フォーム',
  'デモ申込フォーム',
  'カタログ請求フォーム',
] as const;

/** The demo company's offers, and a file of its web forms of the last days in which some people ask for a quote or a demo. */
export async function loadDemoOffers(
  { database, files }: { readonly database: Database; readonly files: string },
  memberId: number,
  now: Date,
): Promise<void> {
  const startsOn = addDays(todayJst(now), -7);
  const add = (offer: Pick<OfferDraft, 'name' | 'kind' | 'words' | 'isActNow'>) =>
    inTransaction(database, (transaction) =>
      saveOffer(
        transaction,
        null,
        { ...offer, exceptWords: [], product: null, startsOn, endsOn: null },
        { memberId, now },
      ),
    );
  for (const offer of [quote, demo, document]) await add(offer);
  const people = await database.db
    .selectFrom('person')
    .innerJoin('account', 'account.account_id', 'person.account_id')
    .select(['person.name', 'person.email', 'account.name as company'])
    .where('person.email', 'is not', null)
    .where('account.owner_id', 'is not', null)
    .where('account.agency_id', 'is', null)
    .distinctOn('account.account_id')
    .orderBy('account.account_id')
    .orderBy('person.person_id')
    .limit(forms.length)
    .execute();
  const lines = people.map(({ name, email, company }, index) =>
    [company, name, email, 'フォーム', forms[index], addDays(todayJst(now), -(index % 3))].join(','),
  );
  const path = join(files, randomUUID());
  writeFileSync(path, `会社名,氏名,メール,活動種別,件名,活動日\n${lines.join('\n')}\n`);
  const { batchId } = await beginImport(database.db, { path, name: 'web-forms.csv' }, 'activities', null, {
    purpose: 'お問い合わせへの対応',
    lawfulBasis: '取引関係',
  });
  await runImport(database, batchId);
  await checkHandovers(database.db, now);
}
