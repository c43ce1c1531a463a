import { phoneKind } from './phone.ts';

/**
 * Area codes by prefecture (市外局番; identity.md §3.11), by their first digits: the longest that fits counts. A code that lies in several prefectures
 * stands in each of their lines: 042 is 東京, 0427 also 相模原.
 */
const table = `
北海道 011 0123 0124 0125 0126 0133 0134 0135 0136 0137 0138 0139 0142 0143 0144 0145 0146 015 0161 0162 0163 0164 0165 0166 0167
青森県 017
岩手県 019
宮城県 022
秋田県 018
山形県 023
福島県 024
茨城県 029 0280 0479
栃木県 028 0280 0277
群馬県 027 0277
埼玉県 048 049 0429
千葉県 043 047 0479 04
東京都 03 042 0427 0428
神奈川県 044 045 046 0427
新潟県 025
富山県 0763 0764 0765 0766
石川県 0761 0762 0767 0768 076
福井県 0770 0776 0778 0779
山梨県 0551 0552 0553 0554 0555 0556 055 0428
長野県 026
岐阜県 057 058
静岡県 053 054 0550 0557 0558 0559
愛知県 052 0531 0532 0533 0536 056 0567 0586 0587
三重県 059 0567 0735
滋賀県 077 0740 0748 0749
京都府 075 0759 0771 0772 0773 0774 0743
大阪府 06 072 0727 0759
兵庫県 078 079 06 0727
奈良県 0742 0743 0744 0745 0746 0747
和歌山県 073 0735
鳥取県 0857 0858 0859
島根県 085
岡山県 086
広島県 082 084
山口県 083 0820 0827
徳島県 0883 0884 0885 0886 088
香川県 087
愛媛県 089
高知県 0880 0887 0888 0889 088
福岡県 092 093 094 0942 0979
佐賀県 0952 0954 0955 0942
長崎県 0920 0950 0955 0956 0957 0959 095
熊本県 096
大分県 097 0979
宮崎県 0982 0983 0984 0985 0986 0987
鹿児島県 099 0986
沖縄県 098`;

const prefecturesOf = new Map<string, string[]>();
for (const line of table.trim().split('\n')) {
  const [prefecture, ...codes] = line.split(' ') as [string, ...string[]];
  for (const code of codes) prefecturesOf.set(code, [...(prefecturesOf.get(code) ?? []), prefecture]);
}

/** Prefectures that a fixed line may stand in, by its digits; undefined for mobile, toll-free, IP and foreign numbers and codes nobody has. */
export function prefecturesOfPhone(digits: string): readonly string[] | undefined {
  if (digits.length !== 10 || phoneKind(digits) !== 'fixed') return undefined;
  for (let length = 4; length >= 2; length--) {
    const found = prefecturesOf.get(digits.slice(0, length));
    if (found) return found;
  }
  return undefined;
}
