export const agency = {
  title: '対応をお願いするリード',
  lead: 'お渡ししたリードと返事の期限です。受け入れるか、できない理由を返してください。',
  none: 'いま返事をお待ちしているリードはありません。',
  tiles: { mine: '返事待ち', accepted: '受け入れ済み', unfollowed: '連絡の記録なし', accounts: '担当企業' },
  overdue: '期限を過ぎたリードが {{n}}件あります。先にご返事ください。',
  all: 'すべて見る',
};
