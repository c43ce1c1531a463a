import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDepartment } from './department.ts';
import { departmentPath } from './department-path.ts';
import { parseCompanyName } from './name.ts';
import { addsPlace, protectedWords } from './protected.ts';
import { companySkeleton } from './skeleton.ts';

/** The tables of identity.md §3.3, §3.7, §3.8 and §3.9, word by word. */

const before: Readonly<Record<string, string>> = {
  KK: '株式会社 株式會社 (株) [株] 【株】 〔株〕 株) ㍿ ㊑ かぶしきがいしゃ カブシキガイシャ カブシキカイシャ カブシキガイシヤ 株式会杜 株式會杜 株式会仕 カ) （カ）',
  YK: '有限会社 有限會社 (有) ㊒ ゆうげんがいしゃ 有限会杜 有限会仕 ユ)',
  GK: '合同会社 (同) ごうどうがいしゃ 合同会杜 ド)',
  GSK: '合資会社 (資) シ)',
  GMK: '合名会社 (名) ㊔ メ)',
  IS: '一般社団法人 (一社)',
  KS: '公益社団法人 (公社)',
  SHA: '社団法人 (社) シヤ)',
  IZ: '一般財団法人 (一財)',
  KZ: '公益財団法人 (公財)',
  ZAI: '財団法人 (財) ザイ)',
  NPO: '特定非営利活動法人 認定特定非営利活動法人 NPO法人 認定NPO法人 (特非) トクヒ)',
  MED: '医療法人 医療法人社団 医療法人財団 社会医療法人 特定医療法人 (医) イ)',
  GAK: '学校法人 (学) ガク)',
  SF: '社会福祉法人 (福) フク)',
  REL: '宗教法人 (宗) シユウ)',
  DGH: '独立行政法人 (独) 国立研究開発法人',
  KDH: '国立大学法人',
  KOD: '公立大学法人',
  CDG: '地方独立行政法人',
  AUD: '監査法人',
  TAX: '税理士法人',
  LAW: '弁護士法人',
  JUD: '司法書士法人',
  SRH: '社会保険労務士法人',
  ADM: '行政書士法人',
  PAT: '弁理士法人 特許業務法人',
  KUM: '協同組合 事業協同組合 農業協同組合 漁業協同組合 生活協同組合 企業組合 (協) ㈿ (企) ㈽',
  SOG: '相互会社',
  TMK: '特定目的会社',
  TSH: '投資法人',
  LPS: '投資事業有限責任組合',
  LLP: '有限責任事業組合',
};
for (const [code, forms] of Object.entries(before))
  test(`${code} is read however it is written`, () => {
    for (const form of forms.split(' ')) {
      const { form: found, core } = parseCompanyName(`${form}アオゾラ`);
      assert.deepEqual([found, core], [{ code, position: 'pre' }, 'アオゾラ'], form);
    }
  });

const behind: Readonly<Record<string, string>> = {
  KK: 'kabushiki kaisha|kabushiki gaisha|K.K.|KK',
  YK: 'yugen kaisha|Y.K.',
  GK: 'godo kaisha|G.K.',
  COLTD: 'Co., Ltd.|Co.,Ltd.|CO.,LTD|Co Ltd|Co. Ltd.|Company Limited|Co.Ltd',
  INC: 'Inc|Inc.|Incorporated',
  CORP: 'Corp|Corp.|Corporation',
  LTD: 'Ltd|Ltd.|Limited',
  CO: 'Co|Co.|Company',
  LLC: 'LLC|L.L.C.',
  LLP_EN: 'LLP|L.L.P.',
  PLC: 'PLC|P.L.C.',
  GMBH: 'GmbH|G.m.b.H.',
  AG: 'AG|A.G.|Aktiengesellschaft',
  SA: 'S.A.|SA|SAS|S.A.S.',
  BV: 'BV|B.V.',
  NV: 'NV|N.V.',
  PTY: 'Pty Ltd|Pty. Ltd.|Pty Limited',
  PTE: 'Pte Ltd|Pte. Ltd.|Co. Pte. Ltd.|Co Pte Ltd',
  SDN: 'Sdn Bhd|Sdn. Bhd.|SDN.BHD.|Sendirian Berhad',
  BHD: 'Bhd|Berhad',
  SPA: 'S.p.A.|S.P.A|SpA|s. p. a.',
  SRL: 'S.r.l.|SRL|Srl|S. r. l.',
  SARL: 'Sarl|SARL|S.à r.l.|Sàrl|S.A.R.L.|S.a r.l.',
  OY: 'Oy|OY|Oyj|OYJ|Oy Ab',
  AB: 'AB|AB (publ)|Ab',
  AS: 'A/S|AS',
  ASA: 'ASA',
  APS: 'ApS|APS',
  KFT: 'Kft|Kft.',
  RT: 'Zrt.|Nyrt.',
  SRO: 's.r.o.|s. r. o.|S.R.O.|spol. s r.o.',
  AKC: 'a.s.|A.Ş.',
  DOO: 'd.o.o.|d. o. o.',
  SPZOO: 'Sp. z o.o.|Sp. z o. o.|sp z o.o.',
  COKG: 'GmbH & Co. KG|GmbH&Co.KG|GmbH + Co. KG|GmbH und Co. KG|UG & Co. KG',
  KGAA: 'KGaA|SE & Co. KGaA|AG & Co. KGaA',
  KG: 'KG',
  SE: 'SE',
  UG: 'UG|UG (haftungsbeschränkt)',
  PVT: 'Pvt. Ltd.|Pvt Ltd|Pvt. Limited|(P) Ltd.|(Pvt) Ltd',
  PRIVATE: 'Private Limited|(Private) Limited',
  LTDA: 'Ltda|Ltda.|Limitada|Lda.',
  SACV: 'S.A. de C.V.|SA de CV|S.A.P.I. de C.V.',
  SRLCV: 'S. de R.L. de C.V.|S de RL de CV',
};
for (const [code, forms] of Object.entries(behind))
  test(`${code} is read behind an English name`, () => {
    for (const form of forms.split('|')) {
      const { form: found, core } = parseCompanyName(`Aozora ${form}`);
      assert.deepEqual([found?.code, core], [code, 'aozora'], form);
    }
  });

test('a word that a company is called is no legal form', () => {
  for (const [written, core, form] of [
    ['AB商事', 'ab商事', undefined],
    ['株式会社SE', 'se', 'KK'],
    ['SE', 'se', undefined],
    ['AS ONE', 'asone', undefined],
    ['AS ONE株式会社', 'asone', 'KK'],
    ['株式会社From AS', 'fromas', 'KK'],
    ['株式会社H.I.S.A.', 'hisa', 'KK'],
    ['株式会社MEINUNG AG', 'meinungag', 'KK'],
    ['青空 AS', '青空as', undefined],
    ['SRL', 'srl', undefined],
    ['SRL, Inc.', 'srl', 'INC'],
    ['Aozora Spa', 'aozoraspa', undefined],
    ['Aozora Day SPA', 'aozoradayspa', undefined],
    ['Such as', 'suchas', undefined],
    ['Muscle Abs', 'muscleabs', undefined],
    ['Data SERIES', 'dataseries', undefined],
    ['Aozora 5 kg', 'aozora5kg', undefined],
    ['J.P. Ltd.', 'jp', 'LTD'],
    ['Karl KGB', 'karlkgb', undefined],
    ['AB Oy', 'ab', 'OY'],
    ['Pronto', 'pronto', undefined],
    ['IKEA AB Co., Ltd.', 'ikea', 'COLTD'],
  ] as const) {
    const name = parseCompanyName(written);
    assert.deepEqual([name.core, name.form?.code], [core, form], written);
  }
});

test('(合) may be three forms: it is taken off and says none', () => {
  const { form, core } = parseCompanyName('(合)青空');
  assert.deepEqual([form, core], [undefined, '青空']);
});

test('sites go to the site in Japanese and English, trades stay in the name', () => {
  const sites =
    '東京本社 本社 本店 大阪支店 中部支社 東北支部 東京支局 札幌営業所 出張所 大阪事業所 上海駐在員事務所 千葉工場 東京製作所 物流センター HQ';
  for (const site of sites.split(' ')) {
    const name = parseCompanyName(`株式会社青空 ${site}`);
    assert.equal(name.core, site === '出張所' ? '青空出張所' : '青空', site);
  }
  for (const site of ['Tokyo Branch', 'Osaka Plant', 'Head Office', 'Tokyo HQ', 'Nagoya Sales Office'])
    assert.deepEqual(
      [parseCompanyName(`Aozora Co., Ltd. ${site}`).core, parseCompanyName(`Aozora Co., Ltd. ${site}`).site],
      ['aozora', site.toLowerCase()],
      site,
    );
  for (const name of ['佐藤 税理士事務所', '有限会社山本 鉄工製作所', 'The Green Office'])
    assert.equal(parseCompanyName(name).site, undefined, name);
});

test('letters are read from their names, the whole run at once', () => {
  for (const [kana, latin] of [
    ['エムジーエム', 'MGM'],
    ['ワイジーエス', 'YGS'],
    ['ケーディーディーアイ', 'KDDI'],
    ['ダブリュービーシー', 'WBC'],
    ['ユーエスジェー', 'USJ'],
  ] as const)
    assert.equal(companySkeleton(parseCompanyName(kana).safe), companySkeleton(parseCompanyName(latin).safe), kana);
});

test('words of both scripts meet', () => {
  const words =
    'ホールディングス=Holdings グループ=Group システム=System サービス=Service ソリューションズ=Solutions テクノロジー=Technology インターナショナル=International ジャパン=Japan コンサルティング=Consulting エンジニアリング=Engineering マーケティング=Marketing ネットワーク=Network ソフトウェア=Software パートナーズ=Partners キャピタル=Capital データ=Data デザイン=Design フーズ=Foods トレーディング=Trading ロジスティクス=Logistics メディカル=Medical エナジー=Energy ファーマ=Pharma ラボ=Lab クラウド=Cloud オフィス=Office スカイ=Sky ブルー=Blue レッド=Red グリーン=Green ホワイト=White ブラック=Black オレンジ=Orange ゴールド=Gold シルバー=Silver';
  for (const entry of words.split(' ')) {
    const [kana, latin] = entry.split('=') as [string, string];
    assert.equal(
      companySkeleton(parseCompanyName(`アオゾラ${kana}`).safe),
      companySkeleton(parseCompanyName(`Aozora ${latin}`).safe),
      entry,
    );
  }
});

test('words and added places make another company', () => {
  const words =
    '東日本 西日本 北海道 東北 関東 東海 北陸 関西 中国 四国 九州 沖縄 ホールディングス HD 持株 販売 物流 運輸 ロジ 不動産 開発 リース ファイナンス カード クレジット 証券 銀行 信託 生命 損害 損保 少額短期 アセット 投資 ソリューション エンジニアリング テクノ サービス メンテナンス 分析 研究所 労働組合 健康保険組合 共済会 厚生年金基金 互助会 財団 学園 大学 病院 国内 海外 アジア アメリカ ヨーロッパ チャイナ 第二 第2 2nd';
  for (const word of words.split(' '))
    assert.equal(protectedWords(parseCompanyName(`青空${word}`).safe).length, 1, word);
  for (const word of '新 旧 元 本'.split(' ')) assert.equal(protectedWords(`${word}青空`).length, 1, word);
  for (const place of '東京 神奈川 大阪府 名古屋 札幌 鹿児島 静岡県'.split(' ')) {
    assert.equal(addsPlace('青空商事', `青空商事${place}`), true, place);
    assert.equal(addsPlace(`${place}青空商事`, '青空商事'), true, place);
  }
  for (const other of ['青空商事堺東営業所', '青空商事物流', '石川青空商事部'])
    assert.equal(addsPlace('青空商事', other), false, other);
});

const functions: Readonly<Record<string, string>> = {
  executive: '経営企画部|社長室|経営戦略部|秘書室|CEO室|Corporate Planning',
  sales:
    'ITソリューション営業部|技術営業部|新規事業開発部|情報システム営業第一部|営業部|法人営業部|渉外部|販売部|パートナー部|代理店部|インサイドセールス|Sales Department|Business Development',
  marketing: 'マーケティング部|宣伝部|広報部|PR|販促課|ブランド室|デジタルマーケ|Public Relations',
  it: '情報システム部|情シス|IT部|システム部|DX推進部|デジタル推進室|情報企画部|インフラ課|セキュリティ室|CISO室|Information Systems|IT Department',
  research: '開発部|研究部|R&D|技術部|商品企画部|知財部|知的財産部|営業技術部|Research and Development',
  design: '設計部|Design',
  manufacturing: '製造部|生産部|Manufacturing|Production',
  production_engineering: '生産技術部|工務部|保全課|Production Engineering',
  quality: '品質保証部|QA|QC|Quality Assurance',
  purchasing: '購買部|調達部|資材部|SCM部|Procurement|Purchasing Dept.',
  logistics: '物流部|ロジスティクス部|倉庫課|配送課|Logistics',
  human_resources: '人事部|人財開発室|採用課|労務課|教育課|研修室|ダイバーシティ推進室|Human Resources|HR',
  finance: '経理部|財務部|会計課|経理財務部|主計課|IR室|資金課|税務課|Finance|Accounting',
  general_affairs: '総務部|庶務課|General Affairs',
  legal: '法務部|コンプライアンス室|監査室|内部統制室|リスク管理部|Legal',
  customer_service:
    'CS部|カスタマーサクセス部|サポート課|コールセンター|お客様相談室|保守部|サービス部|Customer Support',
  operations: '業務部|オペレーション部|店舗運営部|店舗開発部|Operations',
  education: '教務課|医学部|機械工学科|薬理学講座',
  medical: '診療科|看護部|薬剤部',
};
for (const [code, names] of Object.entries(functions))
  test(`departments of ${code} are known`, () => {
    for (const name of names.split('|')) assert.equal(parseDepartment(name)?.function, code, name);
  });

test('units, their short forms and ordinals are one department however written', () => {
  for (const unit of '事業本部 本部 カンパニー 統括部 事業部 部門 局 部 課 室 係 班 グループ チーム ユニット プロジェクト 委員会 準備室'.split(
    ' ',
  ))
    assert.equal(departmentPath(`営業${unit}`)[0]?.unit, unit);
  for (const [one, other] of [
    ['営業G', '営業グループ'],
    ['営業Gr', '営業グループ'],
    ['営業T', '営業チーム'],
    ['営業PJ', '営業プロジェクト'],
    ['Sales Dept.', '営業部'],
    ['Sales Div', '営業部'],
    ['第一営業部', '営業1部'],
    ['営業一部', '営業１部'],
    ['営業本部第一営業部', '営業本部 営業1部'],
    ['情シス', '情報システム'],
    ['法人営業部（東日本）', '東日本法人営業部'],
  ] as const)
    assert.equal(parseDepartment(one)?.key, parseDepartment(other)?.key, one);
});
