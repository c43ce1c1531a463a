import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTitle } from './title.ts';

/** The table of identity.md §3.10, word by word. */
const ranks: Readonly<Record<string, string>> = {
  10: '代表取締役|代表取締役社長|代表取締役会長|代表取締役CEO|社長|会長|代表社員|代表|頭取|総裁|理事長|学長|院長|知事|市長|CEO|President|Founder|Owner|Chief Executive Officer|Representative Director',
  9: '取締役|副社長|代表取締役副社長|専務|専務取締役|常務|常務取締役|COO|CFO|CTO|CIO|CISO|CMO|CHRO|CDO|執行役|専務理事|Managing Director|Board member|Chief Technology Officer|取締役 兼 営業部長',
  8.5: '専務執行役員|常務執行役員|上席執行役員',
  8: '執行役員|理事|参与|SVP|EVP|Corporate Officer|Senior Vice President',
  7: '本部長|事業部長|統括部長|支社長|局長|工場長|技師長|VP|Head of Sales|Division Manager|教授',
  6: '部長|営業部長|営業本部 部長|支店長|室長|社長室長|所長|研究所長|センター長|館長|General Manager|Director|准教授|本部長代理|副本部長',
  5: '副部長|次長|部長代理|部長補佐|部長心得|担当部長|部付部長|部長付|参事|Deputy GM|Deputy General Manager|Deputy Director|Senior Manager|講師',
  4.5: '上席課長|筆頭課長|シニアマネージャー',
  4: '課長|社長室 課長|グループ長|グループリーダー|グループマネージャー|営業所長|店長|科長|Manager|Sales Manager|主幹|助教',
  3: '課長代理|課長補佐|副課長|担当課長|係長|主査|チームリーダー|班長|Supervisor|Assistant Manager',
  2: '主任|副主任|リーダー|チーフ|シニアエンジニア|Lead|Principal',
  1: '担当|一般|社員|職員|スタッフ|営業|エンジニア|Specialist|Associate|Coordinator|Engineer',
  0: '派遣|契約|派遣社員|契約社員|インターン',
};
for (const [rank, titles] of Object.entries(ranks))
  test(`titles of rank ${rank}`, () => {
    for (const title of titles.split('|')) assert.equal(parseTitle(title).rank, Number(rank), title);
  });

test('who watches, advises or was there before has no rank', () => {
  for (const title of '監査役 社外取締役 顧問 相談役 名誉会長 フェロー アドバイザー 元部長 前社長 旧部長'.split(' '))
    assert.deepEqual([parseTitle(title).rank, parseTitle(title).isAdvisory], [undefined, true], title);
});

test('words inside other words are none of theirs', () => {
  for (const title of ['Doctor', 'Contractor', '社長秘書', '医師', '弁護士'])
    assert.equal(parseTitle(title).rank, undefined, title);
});
