export const towns = {
  title: '町名の表',
  lead: 'ローマ字の住所(1-1-1 Marunouchi, Chiyoda-ku, Tokyo)と、京都の通り名の住所から、都道府県・町名・番地を読むための表です。企業は作りません。これから取り込む行に使います。',
  drop: '町名の表の zip か CSV をここに置く',
  dropHint:
    '日本郵便の KEN_ALL_ROME・utf_ken_all・KEN_ALL、Geolonia 住所データを、ダウンロードしたまま。同じファイルを何度入れても同じ結果です。',
  towns: '町名',
  townsWithReading: 'うち読みのある町名',
  leftOut: '町名のない行',
};
