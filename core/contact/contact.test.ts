import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareAddresses } from '#core/match/compare-contact.ts';
import { parseAddress } from './address.ts';
import { parseEmail } from './email.ts';
import { areaCode, parseLocalPhone, parsePhone, phoneKind } from './phone.ts';

const addresses: [string, string, string, string, string][] = [
  ['東京都千代田区丸ノ内一丁目1番1号 青空ビルディング5階', '千代田区丸の内', '1-1-1', '青空ビル', '5F'],
  ['東京都千代田区霞が関1の3の1', '千代田区霞ケ関', '1-3-1', '', ''],
  ['札幌市中央区北五条西6-1-23', '札幌市中央区北五条西', '6-1-23', '', ''],
  ['京都市中京区烏丸通御池上る青空町1', '京都市中京区青空町', '1', '', ''],
  ['北海道帯広市西５条南１０丁目１番地', '帯広市西五条南', '10-1', '', ''],
  ['京都市下京区西七条八幡町１３番地１０３', '京都市下京区西七条八幡町', '13-103', '', ''],
  ['札幌市豊平区平岸5条10丁目7番4-1103号', '札幌市豊平区平岸五条', '10-7-4', '', '1103'],
  ['大阪市西区九条1-2-3', '大阪市西区九条', '1-2-3', '', ''],
  ['大阪府四條畷市岡山2丁目1番10号', '四条畷市岡山', '2-1-10', '', ''],
  ['旭川市三条通17丁目4091番地の10', '旭川市三条通', '17-4091-10', '', ''],
  ['札幌市白石区南郷通3丁目北5番24号', '札幌市白石区南郷通北', '3-5-24', '', ''],
  ['仙台市青葉区一番丁2-17-19', '仙台市青葉区一番丁', '2-17-19', '', ''],
  ['千代田区3番町1-5-B1', '千代田区三番町', '1-5', '', 'B1F'],
  ['堺市中区土師町三丁32番55号', '堺市中区土師町', '3-32-55', '', ''],
  ['岩手県紫波郡矢巾町大字土橋第5地割40番地', '紫波郡矢巾町土橋', '5-40', '', ''],
  ['都城市早鈴町1街区24号', '都城市早鈴町', '1-24', '', ''],
  ['京都市下京区東洞院通七条下る2丁目東塩小路町719番地SKビル4階', '京都市下京区東塩小路町', '719', 'skビル', '4F'],
  ['東京都千代田区丸の内1-1-1 青空ビル地下1階', '千代田区丸の内', '1-1-1', '青空ビル', 'B1F'],
  ['東京都千代田区丸の内1-1-1 青空ビルB1F', '千代田区丸の内', '1-1-1', '青空ビル', 'B1F'],
  ['東京都千代田区丸の内1-1-1 青空ビル(3F)', '千代田区丸の内', '1-1-1', '青空ビル', '3F'],
  ['東京都千代田区丸の内1-1-1 青空ビル1309', '千代田区丸の内', '1-1-1', '青空ビル', '1309'],
  ['東京都千代田区丸の内1-1-1 第2青空ビル3F-617', '千代田区丸の内', '1-1-1', '第2青空ビル', '3F'],
  [
    '大阪市北区大深町3番1号 グランフロント大阪タワーB 34階',
    '大阪市北区大深町',
    '3-1',
    'グランフロント大阪タワーb',
    '34F',
  ],
  ['東京都新宿区西新宿2-8-1 都庁第一本庁舎31階南側', '新宿区西新宿', '2-8-1', '都庁第一本庁舎', '31F'],
  ['東京都青空市緑町1-2-3-405', '青空市緑町', '1-2-3', '', '405'],
  ['東京都青空市緑町1-2-3 405号室', '青空市緑町', '1-2-3', '', '405'],
];
for (const [raw, town, numbers, building, floor] of addresses)
  test(`address ${raw}`, () => {
    const address = parseAddress([raw])!;
    assert.deepEqual(
      [address.town, address.numbers, address.building, address.floor],
      [town, numbers, building, floor],
    );
  });

test('a prefecture left out is put back, except where two have a city of one name', () => {
  const prefectures = [
    '八王子市旭町1-1',
    '四日市市諏訪町1-5',
    '龍ケ崎市1',
    '野々市市三納1',
    '紫波郡矢巾町1',
    '府中市1-1',
    '横浜市西区1',
  ];
  assert.deepEqual(
    prefectures.map((address) => parseAddress([address])?.prefecture),
    ['東京都', '三重県', '茨城県', '石川県', '岩手県', undefined, '神奈川県'],
  );
});

test('streets numbered in kanji are places of their own', () => {
  const towns = (one: string, other: string) => compareAddresses(parseAddress([one])!, parseAddress([other])!);
  assert.equal(towns('仙台市青葉区一番丁2-17-19', '仙台市青葉区一番丁5-21-10'), 'town');
  assert.equal(towns('札幌市豊平区平岸5条10丁目7-4', '札幌市豊平区平岸五条10丁目7番4号'), 'parcel');
  assert.equal(towns('札幌市豊平区平岸5条10丁目7-4', '札幌市豊平区平岸3条10丁目7-4'), 'city');
});

test('a number tells what it is', () => {
  assert.deepEqual(['0312345678', '09012345678', '0120123456', '05012345678', '+14155550123'].map(phoneKind), [
    'fixed',
    'mobile',
    'toll_free',
    'ip',
    'foreign',
  ]);
  assert.deepEqual(
    [areaCode('0312345678'), areaCode('0521234567'), parseLocalPhone('1234-5678')],
    ['03', '052', '12345678'],
  );
});

test('a mail address is read out of what stands around it', () => {
  for (const raw of [
    'Taro+expo@Aozora.co.jp',
    'ｔａｒｏ＠ａｏｚｏｒａ．ｃｏ．ｊｐ',
    'taro(at)aozora.co.jp',
    '佐藤 太郎 <taro@aozora.co.jp>',
    'mailto:taro@aozora.co.jp',
    'mailto:taro@aozora.co.jp?subject=x',
    'E-mail: taro@aozora.co.jp',
    'taro @ aozora.co.jp',
    'taro@aozora.co.jp（会社）',
  ])
    assert.equal(parseEmail(raw)?.address, 'taro@aozora.co.jp', raw);
});

test('free mail, carriers and providers tell no company', () => {
  const domains =
    'gmail.com googlemail.com yahoo.co.jp ymail.ne.jp yahoo.com outlook.com outlook.jp hotmail.com hotmail.co.jp live.jp live.com msn.com icloud.com me.com mac.com aol.com aol.jp excite.co.jp mail.goo.ne.jp goo.jp infoseek.jp zoho.com proton.me protonmail.com gmx.com mail.com qq.com 163.com naver.com docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp k.vodafone.ne.jp ymobile.ne.jp ymobile1.ne.jp disney.ne.jp willcom.com rakumail.jp uqmobile.jp abc.ocn.ne.jp nifty.com nifty.ne.jp abc.biglobe.ne.jp abc.so-net.ne.jp abc.plala.or.jp abc.dion.ne.jp abc.eonet.ne.jp abc.asahi-net.or.jp abc.ybb.ne.jp jcom.home.ne.jp abc.hi-ho.ne.jp abc.wakwak.com abc.commufa.jp abc.odn.ne.jp abc.tiki.ne.jp abc.mopera.net abc.zaq.ne.jp';
  for (const domain of domains.split(' ')) assert.equal(parseEmail(`taro@${domain}`)?.isCorporate, false, domain);
  for (const domain of ['aozora.co.jp', 'aozora.jp', 'softbank.co.jp'])
    assert.equal(parseEmail(`taro@${domain}`)?.isCorporate, true, domain);
});

test('desks are nobody', () => {
  const desks =
    'info contact support sales eigyo soumu somu jinji saiyo recruit kouhou pr marketing admin webmaster postmaster office mail keiri order inquiry toiawase help desk customer noreply no-reply';
  for (const desk of desks.split(' ')) assert.equal(parseEmail(`${desk}@aozora.co.jp`)?.isRole, true, desk);
  for (const desk of ['info2', 'soumu-info', 'sales.support', 'info01'])
    assert.equal(parseEmail(`${desk}@aozora.co.jp`)?.isRole, true, desk);
  for (const person of ['sales.tanaka', 'mailer', 'informatica', 'pr-sato'])
    assert.equal(parseEmail(`${person}@aozora.co.jp`)?.isRole, false, person);
});

test('a number is read out of what stands around it', () => {
  for (const raw of [
    '03-1234-5678 (内)123',
    '03-1234-5678 x123',
    '03-1234-5678/5679',
    '03-1234-5678、03-1234-5679',
    '03-1234-5678(内線 12)',
    '国内:03-1234-5678',
  ])
    assert.equal(parsePhone(raw)?.digits, '0312345678', raw);
  for (const raw of ['03-1234-5678 090-1111-2222', '03 1234 5678\n06 1234 5678', '(03)1234-5678 (06)1234-5678'])
    assert.equal(parsePhone(raw)?.digits, '0312345678', raw);
  assert.equal(parsePhone('090-1234-567'), undefined, 'a mobile number that lost a digit is none');
});
