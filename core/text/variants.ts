/**
 * Old and variant kanji folded to the common form (identity.md §3.4, table S): NFKC leaves all of these apart.
 * Written `form←variants`. Never folded: 太/大, 阿部/安部, 電機/電気.
 */
const variantTable = `
亜←亞 悪←惡 圧←壓 囲←圍 為←爲 医←醫 壱←壹 稲←稻 飲←飮 隠←隱 営←營 栄←榮 衛←衞 駅←驛 円←圓 塩←鹽 艶←艷 応←應 欧←歐 殴←毆 桜←櫻 奥←奧 横←橫 温←溫 穏←穩 仮←假
価←價 画←畫 会←會 壊←壞 懐←懷 絵←繪 拡←擴 殻←殼 覚←覺 学←學 岳←嶽 楽←樂 勧←勸 巻←卷 寛←寬 歓←歡 缶←罐 観←觀 関←關 陥←陷 顔←顏 気←氣 亀←龜 偽←僞 戯←戲 犠←犧
旧←舊 拠←據 挙←擧 峡←峽 挟←挾 狭←狹 郷←鄕 暁←曉 区←區 駆←驅 勲←勳 薫←薰 径←徑 恵←惠 渓←溪 経←經 継←繼 茎←莖 蛍←螢 軽←輕 鶏←鷄 芸←藝 撃←擊 欠←缺 倹←儉 剣←劍
圏←圈 検←檢 権←權 献←獻 県←縣 険←險 顕←顯 験←驗 厳←嚴 広←廣 恒←恆 鉱←鑛 号←號 国←國 黒←黑 済←濟 砕←碎 剤←劑 冊←册 雑←雜 参←參 惨←慘 桟←棧 蚕←蠶 賛←贊 残←殘
糸←絲 歯←齒 児←兒 辞←辭 湿←濕 実←實 舎←舍 写←寫 釈←釋 寿←壽 収←收 従←從 渋←澁 獣←獸 縦←縱 粛←肅 処←處 緒←緖 叙←敍 奨←奬 将←將 焼←燒 称←稱 証←證 乗←乘 剰←剩
壌←壤 嬢←孃 条←條 浄←淨 畳←疊 穣←穰 譲←讓 醸←釀 嘱←囑 触←觸 寝←寢 慎←愼 晋←晉 真←眞 尽←盡 図←圖 粋←粹 酔←醉 随←隨 髄←髓 数←數 枢←樞 瀬←瀨 声←聲 静←靜 斉←齊
摂←攝 窃←竊 専←專 戦←戰 浅←淺 潜←潛 繊←纖 践←踐 銭←錢 禅←禪 曽←曾 争←爭 壮←壯 捜←搜 挿←插 巣←巢 総←總 聡←聰 荘←莊 装←裝 騒←騷 増←增 臓←臟 蔵←藏 属←屬 続←續
堕←墮 対←對 帯←帶 滞←滯 台←臺 滝←瀧 択←擇 沢←澤 単←單 担←擔 胆←膽 団←團 弾←彈 断←斷 遅←遲 昼←晝 虫←蟲 鋳←鑄 庁←廳 徴←徵 聴←聽 鎮←鎭 逓←遞 鉄←鐵 転←轉 点←點
伝←傳 党←黨 盗←盜 灯←燈 当←當 闘←鬪 徳←德 独←獨 読←讀 届←屆 縄←繩 弐←貳 悩←惱 脳←腦 廃←廢 拝←拜 売←賣 麦←麥 発←發 髪←髮 抜←拔 晩←晚 蛮←蠻 秘←祕 浜←濱濵 瓶←甁
払←拂 仏←佛 併←倂 並←竝 変←變 辺←邊邉 弁←辨瓣辯 舗←舖 歩←步 宝←寶 豊←豐 褒←襃 万←萬 満←滿 黙←默 弥←彌 薬←藥 訳←譯 薮←藪 予←豫 余←餘 与←與 誉←譽 揺←搖 様←樣
謡←謠 来←來 頼←賴 乱←亂 覧←覽 両←兩 猟←獵 緑←綠 塁←壘 涙←淚 励←勵 礼←禮 隷←隸 霊←靈 齢←齡 恋←戀 炉←爐 労←勞 楼←樓 録←錄 湾←灣 高←髙 崎←﨑嵜 吉←𠮷 柳←栁 桑←桒
儘←侭 桧←檜 篭←籠 館←舘 島←嶋嶌 峰←峯 淵←渕渊 野←埜 松←枩枀 橋←𣘺 涛←濤 禄←祿 鴎←鷗 麹←麴 蝋←蠟 頬←頰 剥←剝 填←塡 攅←攢 砺←礪 芦←蘆 蕊←蘂 諌←諫 賍←贓 遥←遙
鯵←鰺 鴬←鶯 婿←壻 涼←凉 富←冨 教←敎 穂←穗
`;

const commonFormOf = new Map<string, string>();
for (const entry of variantTable.trim().split(/\s+/)) {
  const [common, variants] = entry.split('←') as [string, string];
  for (const variant of variants) commonFormOf.set(variant, common);
}

const anyVariant = new RegExp(`[${[...commonFormOf.keys()].join('')}ヶ々ゝヽゞヾ]`, 'u');

/** Table L (loose): characters people take for one another. 齋 is only an old form of 斎; the others may be another name. */
const looseFormOf = new Map(
  '齋斎 齊斎 斉斎 碕崎 龍竜 瀧滝 槙槇 凜凛 萌萠 穐秋 附付 鳫雁 籘藤 籐藤 已己 巳己'
    .split(' ')
    .map((pair) => [pair[0]!, pair[1]!]),
);
const anyLoose = new RegExp(`[${[...looseFormOf.keys()].join('')}]`);

/** What table S folds for companies but people hold apart (identity.md §3.4, class P-B): 中島 and 中嶋 are two families. */
const apartForPeople = new Set('嶋嶌峯渕渊埜瀧舘籠冨曾');

/** Table L on top of `foldVariants`: 斉藤 → 斎藤, 龍 → 竜. For candidates and loose equality, never alone. */
export function foldLooseVariants(text: string): string {
  return anyLoose.test(text)
    ? text.replace(new RegExp(anyLoose, 'g'), (character) => looseFormOf.get(character)!)
    : text;
}

/** Folds only what is the same character in another print: 髙橋 → 高橋, 渡邊 → 渡辺; 中嶋 and 斉藤 stay (identity.md §3.4, P-A). */
export function foldPersonVariants(text: string): string {
  if (!anyVariant.test(text) && !text.includes('齋')) return text;
  let folded = '';
  for (const character of text)
    folded += character === '齋' ? '斎' : apartForPeople.has(character) ? character : foldVariants(character);
  return folded.replace(/(.)々/gu, '$1$1');
}

/** Folds 髙→高, 﨑→崎, 國→国, ヶ→ケ and repeats the character before 々. For matching only; display keeps the original. */
export function foldVariants(text: string): string {
  if (!anyVariant.test(text)) return text;
  let folded = '';
  let previous = '';
  for (const character of text) {
    const form =
      (character === '々' || character === 'ゝ' || character === 'ヽ') && previous
        ? previous
        : character === 'ヶ'
          ? 'ケ'
          : (character === 'ゞ' || character === 'ヾ') && previous
            ? `${previous}\u3099`.normalize('NFC')
            : (commonFormOf.get(character) ?? character);
    folded += form;
    previous = form;
  }
  return folded;
}
