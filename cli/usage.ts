import type { Words } from '#core/words.ts';

/** What `mori --help` says; both name the same commands. */
export const usage: Words = {
  ja: `mori serve
  画面を開けるようにする(止めるには Ctrl-C)
mori import FILE --as PRESET [--check [--out FILE]] [--source NAME] [--purpose TEXT]
  ファイルを取り込む。--check は書き込まずに試すだけ。--out には結果ごとに先頭1,000行までの会社・人物・理由を書き出す
mori folder DIR
  フォルダのファイルを順に取り込む
mori match [--store] [--kind lead|card] [--source NAME] --company NAME [--name PERSON] [--mail ADDRESS] [--phone NUMBER] [--address TEXT] …
  リードや名刺1件がどの会社・人物に入るかと、その理由。1件も渡さなければ標準入力の JSON を1行ずつ読む(docs/guide/one-lead.md)
mori rebuild [--re-decide [--yes] [--out FILE]]
  取り込んだ行から作り直す。--re-decide は今の判定で全件をまとめ直したときに変わるものを見せ、--yes で実行する
mori model show|versions account|person            会社・人物をまとめる判定の数値と、これまでの版
mori model train account|person                    自社の行から重みを学習し、何が変わるかを見せる(まだ何も変えない)
mori model set account|person NAME=VALUE …         数値を自分で決めて同じように試す: auto=7.5、phone/equal=12
mori model return account|person vN|shipped        前の版(shipped は出荷時)の数値で同じように試す
  --yes --reason TEXT で、試したものを新しい版として採用する(docs/guide/matching-model.md)
mori erase PERSON --requested-on YYYY-MM-DD --reason TEXT
  本人の請求により人物を消去する
mori check-handovers
  引き渡しの点検: H = SAL + 差し戻し + 未対応 + 返事待ち。合わなければ終了コード 1
mori match-audit [--draw] [--seed S]
  自動でまとめたものの正しさ(抜き取って人が確かめた分から)。--draw は新しく抜き取る
mori member create --email EMAIL --role ROLE --password-stdin [--name NAME]
  利用者を登録する
mori token create --member EMAIL [--name NAME]
  利用者の API の鍵を作る
mori export accounts|people|links|targets --out FILE
  企業・人物・行のつながり・ターゲットを書き出す
mori register load FILE…
  法人番号の台帳を読み込む
mori towns load FILE…
  町名の表(日本郵便 KEN_ALL_ROME・utf_ken_all・KEN_ALL、Geolonia)を読み込む。ローマ字の住所と京都の通り名の住所が読めるようになる
mori export return --out FILE [--source NAME] [--encoding utf8|cp932] [--full]
  SFA に戻すファイルを書き出す
mori dedupe FILE --as PRESET --out DIR [--towns FILE]
  手元のリストを掃除する(何も保存しない)。--towns は町名の表(mori towns load と同じファイル)
mori evaluate links --truth FILE [--links FILE [--entity COLUMN]] [--shuffles N] [--seed S]
  名寄せの正しさを正解と比べる。--links がなければ、正解が名指すファイルを同じフォルダから読み、名寄せして測る
mori generate --companies N --seed S --out DIR [--adversarial] [--rates FILE]
  架空の会社の書き出しファイルと正解を作る(docs/generate.md)
  truth.csv: file,row,company,site,department,person,employment(ID。行からわからないものは空)
mori api METHOD PATH [NAME=VALUE …] --member EMAIL [--body FILE] [--out FILE]
  画面でできることのすべてを、その利用者として行う。例: mori api GET /api/comparison --member EMAIL(docs/guide/command-line.md)
mori demo [--drop]
  デモ会社を用意する。--drop は消す
どの命令にも --json、--demo(デモ会社を相手にする)、--lang en|ja(なければ LC_ALL か LANG に従い、どちらもなければ日本語)を付けられる。終了コード: 0 完了、1 断られた(入力の誤り)、2 失敗。`,
  en: `mori serve
mori import FILE --as PRESET [--check [--out FILE]] [--source NAME] [--purpose TEXT]
  --check writes nothing; --out takes its rows, the first 1,000 of every outcome, with company, person and why
mori folder DIR
mori match [--store] [--kind lead|card] [--source NAME] --company NAME [--name PERSON] [--mail ADDRESS] [--phone NUMBER] [--address TEXT] …
  where one lead or card belongs, and why; without a row JSON lines come from standard input (docs/guide/one-lead.md)
mori rebuild [--re-decide [--yes] [--out FILE]]   (today's model over everything: shows what would change, --yes carries it out)
mori model show|versions account|person            (the numbers by which companies or people are put together, and their versions)
mori model train account|person                    learns weights from the own rows and tells what they would change; nothing changes
mori model set account|person NAME=VALUE …         the same with own numbers: auto=7.5, phone/equal=12
mori model return account|person vN|shipped        the same with those of an earlier version
  --yes --reason TEXT adopts what was tried as a new version (docs/guide/matching-model.md)
mori erase PERSON --requested-on YYYY-MM-DD --reason TEXT
mori check-handovers          (H = SAL + rejected + ignored + pending; exit code 1 where it does not hold)
mori match-audit [--draw] [--seed S]   (precision of what was put together automatically, from the cases people looked at)
mori member create --email EMAIL --role ROLE --password-stdin [--name NAME]
mori token create --member EMAIL [--name NAME]
mori export accounts|people|links|targets --out FILE
mori register load FILE…
mori towns load FILE…   (tables of towns of Japan Post or Geolonia: romaji addresses and streets of Kyoto)
mori export return --out FILE [--source NAME] [--encoding utf8|cp932] [--full]
mori dedupe FILE --as PRESET --out DIR [--towns FILE]
mori evaluate links --truth FILE [--links FILE [--entity COLUMN]] [--shuffles N] [--seed S]
  without --links the lists that FILE names are read from its folder, matched and measured
mori generate --companies N --seed S --out DIR [--adversarial] [--rates FILE]
  truth.csv: file,row,company,site,department,person,employment (ids; empty where a row does not say; docs/generate.md)
mori api METHOD PATH [NAME=VALUE …] --member EMAIL [--body FILE] [--out FILE]
  everything the screens do, as that member, such as: mori api GET /api/comparison --member EMAIL (docs/guide/command-line.md)
mori demo [--drop]
Every command takes --json, --demo to work on the demo company, and --lang en|ja (else LC_ALL or LANG decides; Japanese where neither does). Exit codes: 0 done, 1 refused (bad input), 2 failed.`,
};
