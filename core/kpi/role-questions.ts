import type { Words } from '#core/words.ts';

export type RoleQuestion = Words & { readonly code: string };

const ask = (code: string, ja: string, en: string): RoleQuestion => ({ code, ja, en });

/**
 * What each role asks on its first screen (domain.md §18), in its own words: the first three are shown until somebody chooses, up to
 * seven are offered. Questions whose inputs Mori does not hold yet stand last; today's list answers whom to contact now.
 */
export const roleQuestions: Readonly<Record<string, readonly RoleQuestion[]>> = {
  marketing_manager: [
    ask('K6.1', '営業が受け入れるリードを渡せているか', 'Are we delivering what sales accepts?'),
    ask('K3.3', 'ターゲットからいくらの商談が生まれたか', 'How much pipeline did targets produce?'),
    ask('K6.3', '渡したまま放置されていないか', 'Is nothing we hand over left alone?'),
    ask('K6.2', '渡したリードは商談になっているか', 'Does what we hand over become deals?'),
    ask('K1.2a', 'ターゲットの情報に穴はないか', 'Where do data of targets have gaps?'),
    ask('K8.2', '営業・代理店の声は返ってきているか', 'Do sales and agencies tell us what they think?'),
    ask('K8.1b', '会議で決めたことは期限までに済んでいるか', 'Is what meetings decided done in time?'),
  ],
  inside_sales: [
    ask('K6.4', '渡されたリードに期限内に動けているか', 'Do we follow up in time?'),
    ask('K3.1', 'ターゲットからSQLをいくつ作れたか', 'How many SQLs did we create on targets?'),
    ask('K6.3d', 'まだ返事をしていないリードはどれだけか', 'How many leads still wait for our answer?'),
    ask('K6.3', '返事をしないまま期限を過ぎていないか', 'Did any lead run out of time?'),
    ask('K6.3b', '受け入れたまま連絡していないリードはないか', 'Did we accept leads and not contact them?'),
    ask('K5.1b', 'SQLは全部でいくつになったか', 'How many SQLs are there in all?'),
    ask('K3.2a', '面談をいくつ獲得できたか', 'How many meetings did we win?'),
  ],
  account_executive: [
    ask('K6.4', '担当企業のリードに期限内に動けているか', 'Do I follow up on my leads in time?'),
    ask('K3.5', '担当企業の何社で商談が始まったか', 'At how many of my companies did a deal begin?'),
    ask('K5.7', '既存の担当企業で次の商談はあるか', 'Are there new deals with my customers?'),
    ask('K6.3b', '受け入れたまま連絡していないリードはないか', 'Did I accept leads and not contact them?'),
    ask('K3.3', '担当企業からいくらの商談が生まれたか', 'How much pipeline did my companies produce?'),
    ask('K4.1b', '担当企業の商談は受注できているか', 'Do I win the deals of my companies?'),
    ask('K1.2c', '担当企業のデータは古くなっていないか', 'Are the data of my companies still fresh?'),
  ],
  sales_manager: [
    ask('K6.3', '無視しているリードはないか', 'Are we ignoring anything?'),
    ask('K3.3', 'パイプラインは目標に届くか', 'Will the pipeline reach its target?'),
    ask('K4.1b', 'ターゲットの商談は受注できているか', 'Do we win the deals of our targets?'),
    ask('K5.5d', '受注金額は目標に届くか', 'Will the orders reach their target?'),
    ask('K6.3b', '受け入れたまま放置しているリードはないか', 'Did we accept leads and leave them alone?'),
    ask('K1.4', '営業はターゲットリストに合意しているか', 'Does sales agree with the target list?'),
    ask('K6.8b', '新規企業は何日で商談になるか', 'How soon do new companies become deals?'),
  ],
  executive: [
    ask('K3.3', 'ターゲットの商談は計画に対してどうか', 'Pipeline from targets against plan?'),
    ask('K4.2', '契約の大きさは伸びているか', 'Are contracts growing?'),
    ask('K4.3', 'お客様の価値は高まっているか', 'Is the value of our customers rising?'),
    ask('K5.5d', '受注は計画に対してどうか', 'Orders against plan?'),
    ask('K6.1', '先行指標: 営業はリードを受け入れているか', 'Leading indicator: does sales accept leads?'),
    ask('K4.1b', 'ターゲットの商談は受注できているか', 'Do we win the deals of our targets?'),
    ask('K4.4', 'ABMは投資に見合っているか', 'Is ABM paying?'),
  ],
  ops: [
    ask('K1.2a', 'ターゲットのデータは埋まっているか', 'Is the data of targets complete?'),
    ask('K1.2c', 'データは新しいか', 'Is the data fresh?'),
    ask('K6.6', '取り込んだ連絡先は使えるか', 'Can the imported contacts be used?'),
    ask('K1.2b', 'データは正しいか', 'Is the data correct?'),
    ask('K5.8', 'リードは取り込まれているか', 'Are leads coming in?'),
    ask('K6.3d', '返事待ちのリードがたまっていないか', 'Do hand-overs pile up?'),
    ask('K8.1', '週次会議は毎週開かれているか', 'Is the meeting held every week?'),
  ],
  agency: [
    ask('K6.4', '渡されたリードに期限内に動けているか', 'Do we follow up on what we were given in time?'),
    ask('K6.1', '渡されたリードを受け入れているか', 'Do we accept what we were given?'),
    ask('K6.2', '渡されたリードは商談になっているか', 'Does what we were given become deals?'),
    ask('K6.3', '返事をしないまま期限を過ぎていないか', 'Did any lead run out of time?'),
    ask('K5.1', 'リードをいくつ渡されたか', 'How many leads were we given?'),
  ],
  admin: [
    ask('K6.1', '営業が受け入れるリードを渡せているか', 'Does sales accept what is handed over?'),
    ask('K3.3', 'ターゲットからいくらの商談が生まれたか', 'How much pipeline did targets produce?'),
    ask('K1.2a', 'ターゲットのデータは埋まっているか', 'Is the data of targets complete?'),
    ask('K6.3', '渡したまま放置されていないか', 'Is nothing handed over and left alone?'),
    ask('K5.5d', '受注金額は目標に届くか', 'Will the orders reach their target?'),
    ask('K1.2c', 'データは新しいか', 'Is the data fresh?'),
    ask('K8.1', '週次会議は毎週開かれているか', 'Is the meeting held every week?'),
  ],
};
