import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseAddress } from '#core/contact/address.ts';
import { compareAddresses } from '#core/match/compare-contact.ts';
import { askedOf, placeByTowns } from './place-by-towns.ts';
import { readTown, type Town } from './town.ts';

const inRomaji = (prefecture: string, city: string, name: string, cityReading: string, reading: string) =>
  readTown({ prefecture, city, name, cityReading, reading, isKana: false })!;
const inKana = (prefecture: string, city: string, name: string, cityReading: string, reading: string) =>
  readTown({ prefecture, city, name, cityReading, reading, isKana: true })!;

const towns: readonly Town[] = [
  inRomaji('東京都', '千代田区', '丸の内（次のビルを除く）', 'CHIYODA KU', 'MARUNOCHI(TSUGINOBIRUONOZOKU)'),
  inRomaji('東京都', '千代田区', '神田小川町', 'CHIYODA KU', 'KANDAOGAWAMACHI'),
  inRomaji('東京都', '中央区', '日本橋', 'CHUO KU', 'NIHOMBASHI'),
  inRomaji('東京都', '中央区', '日本橋本町', 'CHUO KU', 'NIHOMBASHIHONCHO'),
  inKana('大阪府', '大阪市北区', '梅田', 'オオサカシキタク', 'ウメダ'),
  inKana('大阪府', '大阪市中央区', '本町', 'オオサカシチュウオウク', 'ホンマチ'),
  inKana('兵庫県', '神戸市中央区', '本町', 'コウベシチュウオウク', 'ホンマチ'),
  inKana(
    '北海道',
    '札幌市中央区',
    '北一条西（１〜１９丁目）',
    'サッポロシチュウオウク',
    'キタ１ジョウニシ（１－１９チョウメ）',
  ),
  inKana('北海道', '石狩郡当別町', '大字弁華別', 'イシカリグントウベツチョウ', 'オオアザベンケベツ'),
  inKana('静岡県', '静岡市清水区', '大沢町', 'シズオカシシミズク', 'オオサワチョウ'),
  inRomaji('京都府', '京都市中京区', '青空町', 'KYOTO SHI NAKAGYO KU', 'AOZORACHO'),
  inRomaji('京都府', '京都市下京区', '長刀鉾町', 'KYOTO SHI SHIMOGYO KU', 'NAGINATABOKOCHO'),
  inRomaji('京都府', '京都市下京区', '忠庵町', 'KYOTO SHI SHIMOGYO KU', 'CHUANCHO'),
  inRomaji('京都府', '京都市中京区', '丸屋町', 'KYOTO SHI NAKAGYO KU', 'MARUYACHO'),
  inRomaji('京都府', '京都市中京区', '丸木材木町', 'KYOTO SHI NAKAGYO KU', 'MARUKIZAIMOKUCHO'),
];

const alike: readonly (readonly [written: string, official: string])[] = [
  ['1-1-1 Marunouchi, Chiyoda-ku, Tokyo', '東京都千代田区丸の内1-1-1'],
  ['1-1-1 Marunouchi, Chiyoda-ku, Tokyo-to 100-0005, JAPAN', '東京都千代田区丸の内1-1-1'],
  ['Tokyo, Chiyoda-ku, Marunouchi 1-1-1', '東京都千代田区丸の内1-1-1'],
  ['Tōkyō-to Chiyoda-ku Marunōchi 1-1-1', '東京都千代田区丸の内1-1-1'],
  ['1-chome 2-3 Marunouchi Chiyodaku Tokyo', '東京都千代田区丸の内1-2-3'],
  ['2-3, Marunouchi 1-chome, Chiyoda-ku, Tokyo', '東京都千代田区丸の内1-2-3'],
  ['１－２－３　Ｍａｒｕｎｏｕｃｈｉ，　Ｃｈｉｙｏｄａ－ｋｕ，　Ｔｏｋｙｏ', '東京都千代田区丸の内1-2-3'],
  ['Aozora Bldg. 5F, 1-2-3 Marunouchi, Chiyoda-ku, Tokyo 100-0005', '東京都千代田区丸の内1-2-3 Aozoraビル 5F'],
  ['1-2-3 Marunouchi, Chiyoda City, Tokyo, Aozora Building, 5th Floor', '東京都千代田区丸の内1-2-3 Aozoraビル 5F'],
  ['5F Aozora Tower 2, 1-2-3 Marunouchi, Chiyoda, Tokyo', '東京都千代田区丸の内1-2-3 aozora tower 2 5F'],
  ['1-2-3-405 Kanda-Ogawa-machi, Chiyoda-ku, Tokyo', '東京都千代田区神田小川町1-2-3-405'],
  ['Room 405, 1-2-3 Kanda Ogawamachi, Chiyoda-ku, Tokyo', '東京都千代田区神田小川町1-2-3-405'],
  ['3-4-5 Nihonbashi Hon-cho, Chuo-ku, Tokyo', '東京都中央区日本橋本町3-4-5'],
  ['3-4-5 Nihonbashi, Chuo-ku, Tokyo', '東京都中央区日本橋3-4-5'],
  ['1-1 Umeda, Osaka-shi Kita-ku', '大阪府大阪市北区梅田1-1'],
  ['1-1 Umeda, Kita-ku, Osaka', '大阪府大阪市北区梅田1-1'],
  ['1-1 Umeda, Kita Ward, Osaka City, Ōsaka 530-0001', '大阪府大阪市北区梅田1-1'],
  ['1-1 Umeda Kita-ku', '大阪府大阪市北区梅田1-1'],
  ['2-5 Honmachi, Chuo-ku, Kobe', '兵庫県神戸市中央区本町2-5'],
  ['2-5 Hommachi, Chūō-ku, Osaka', '大阪府大阪市中央区本町2-5'],
  ['Kita 1-jo Nishi 2-chome 3-4, Chuo-ku, Sapporo, Hokkaido', '北海道札幌市中央区北一条西2丁目3-4'],
  ['3-4, Kita1jo-nishi 2-chome, Chuo-ku, Sapporo-shi', '北海道札幌市中央区北一条西2丁目3-4'],
  ['12 Oaza Benkebetsu, Tobetsu-cho, Ishikari-gun, Hokkaido', '北海道石狩郡当別町弁華別12'],
  ['12 Benkebetsu, Tobetsu-cho, Hokkaido', '北海道石狩郡当別町弁華別12'],
  ['7 Osawacho, Shimizu-ku, Shizuoka', '静岡県静岡市清水区大沢町7'],
  ['京都市中京区烏丸通御池青空町1', '京都府京都市中京区青空町1'],
  ['京都市下京区四条通烏丸東入長刀鉾町20', '京都府京都市下京区長刀鉾町20'],
  ['京都府京都市下京区忠庵町柳馬場通松原下ル（忠庵町）３１６', '京都府京都市下京区忠庵町316'],
  ['京都府京都市下京区忠庵町柳馬場通松原下ル３１６', '京都府京都市下京区忠庵町316'],
  ['京都市中京区西木屋町通三条下る丸屋町2番地 青空ビル3階', '京都府京都市中京区丸屋町2 青空ビル3階'],
];
for (const [written, official] of alike)
  test(`${written} is ${official}`, () => {
    const place = parseAddress([official])!;
    const address = parseAddress([written])!;
    const read = placeByTowns(address, towns)?.address ?? address;
    assert.deepEqual(
      [read.prefecture, read.town, read.numbers, read.floor],
      [place.prefecture, place.town, place.numbers, place.floor],
    );
    assert.equal(read.raw, written);
    assert.ok(['room', 'parcel'].includes(compareAddresses(read, place)!), compareAddresses(read, place));
  });

test('what is not told clearly is not told', () => {
  for (const raw of [
    '2-5 Honmachi, Chuo-ku',
    '1-1-1 Marunouchi, Tokyo',
    'Chiyoda-ku, Tokyo',
    '1-1 Umeda, Kita-cho, Osaka',
    '1-1 Umeda, Kita-ku, Nagoya, Aichi',
    '1600 Amphitheatre Parkway, Mountain View, CA 94043, USA',
    '10 Downing Street, London SW1A 2AA',
    '京都市中京区御池通1',
    '京都市上京区烏丸通青空町1',
    'a '.repeat(2_000),
  ])
    assert.equal(placeByTowns(parseAddress([raw])!, towns), undefined, raw);
});

test('only rows that look like it ask', () => {
  for (const raw of ['東京都千代田区丸の内1-1-1 ABC Bldg. 5F', '旭川市三条通17丁目4091', '京都市左京区岩倉1', '', '-'])
    assert.equal(askedOf({ ...parseAddress(['大阪市'])!, raw }), undefined, raw);
  assert.ok(askedOf(parseAddress(['1-1-1 Marunouchi, Chiyoda-ku, Tokyo'])!)!.romaji.includes('marunochi'));
});

test('whoever asks for these names gets the town, and the town alone tells the same again', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...alike),
      fc.shuffledSubarray([...towns], { minLength: towns.length }),
      ([written], mixed) => {
        const address = parseAddress([written])!;
        const placed = placeByTowns(address, mixed);
        if (!placed) return;
        assert.deepEqual(placed, placeByTowns(address, towns));
        assert.deepEqual(placeByTowns(address, [placed.town]), placed);
        const asked = askedOf(address)!;
        const { city, cityRomaji, name, romaji } = placed.town;
        const seat = cityRomaji.split(' ').at(-1)!.split('-');
        const isAsked =
          (asked.romaji.includes(romaji) &&
            (asked.romaji.includes(seat[0]!) || asked.romaji.includes(seat.join('')))) ||
          (asked.kyoto?.city === city && asked.kyoto.names.includes(name));
        assert.ok(isAsked, written);
      },
    ),
  );
});

test('lines of a table become towns', () => {
  const tellsNothing = (name: string, reading = 'X') => inRomaji('東京都', '千代田区', name, 'CHIYODA KU', reading);
  assert.equal(tellsNothing('以下に掲載がない場合'), undefined);
  assert.equal(tellsNothing('千代田区の次に番地がくる場合'), undefined);
  assert.equal(tellsNothing('千代田区一円'), undefined);
  assert.equal(
    inKana('北海道', '夕張郡長沼町', '東１０線南', 'ユウバリグンナガヌマチョウ', 'ヒガシジッセンミナミ'),
    undefined,
  );
  assert.equal(
    inKana('大阪府', '堺市堺区', '少林寺町西', 'サカイシサカイク', 'ショウリンジチョウニシ')!.cityRomaji,
    'sakai-shi sakai-ku',
  );
  assert.equal(inRomaji('架空県', '青空市', '緑町', 'AOZORA SHI', 'MIDORICHO'), undefined);
  const cases: readonly (readonly [Town, string, string, string])[] = [
    [
      inRomaji('北海道', '札幌市　中央区', '旭ケ丘', 'SAPPORO SHI CHUO KU', 'ASAHIGAOKA'),
      'saporo-shi chuo-ku',
      'asahigaoka',
      '旭ケ丘',
    ],
    [
      inRomaji('北海道', '札幌市中央区', '旭ケ丘一丁目', 'SAPPORO SHI CHUO KU', 'ASAHIGAOKA 1'),
      'saporo-shi chuo-ku',
      'asahigaoka',
      '旭ケ丘',
    ],
    [
      inKana('広島県', '広島市中区', '本通', 'ヒロシマシナカク', 'ホンドオリ'),
      'hiroshima-shi naka-ku',
      'hondori',
      '本通',
    ],
    [
      inKana('静岡県', '静岡市葵区', '本通', 'シズオカシアオイク', 'ホンドオリ'),
      'shizuoka-shi aoi-ku',
      'hondori',
      '本通',
    ],
    [
      inKana(
        '岩手県',
        '九戸郡洋野町',
        '種市第１５地割〜第２１地割',
        'クノヘグンヒロノチョウ',
        'タネイチダイ１５チワリ－ダイ２１チワリ',
      ),
      'kunohe-gun hirono-cho',
      'tanechi',
      '種市',
    ],
    [
      inKana('滋賀県', '犬上郡多賀町', '一円', 'イヌカミグンタガチョウ', 'イチエン'),
      'inukami-gun taga-cho',
      'ichien',
      '一円',
    ],
  ];
  for (const [town, cityRomaji, romaji, name] of cases)
    assert.deepEqual([town.cityRomaji, town.romaji, town.name], [cityRomaji, romaji, name]);
  assert.equal(inRomaji('東京都', '千代田区', '丸の内', '', '').romaji, '');
});
