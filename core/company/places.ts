/** Regions, prefectures and large cities that stand in names of companies, departments and sites; longest first, as a pattern. */
export const placeNames =
  '東日本|西日本|北海道|首都圏|神奈川|和歌山|鹿児島|北九州|相模原|さいたま|名古屋|東北|関東|東海|北陸|関西|中国|四国|九州|沖縄|' +
  '青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|東京|新潟|富山|石川|福井|山梨|長野|岐阜|静岡|愛知|三重|滋賀|京都|大阪|兵庫|奈良|' +
  '鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|札幌|仙台|横浜|川崎|浜松|神戸|堺';
