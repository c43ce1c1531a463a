// Generated from /api/openapi.json by bin/generate-client.ts; do not edit.
export type paths = {
  '/healthz': {
    /** 動いているか */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { ok: boolean } } } };
    };
  };
  '/readyz': {
    /** データベースまで届くか */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { ok: boolean } } } };
    };
  };
  '/metrics': {
    /** 計測値(Prometheus) */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': unknown } } };
    };
  };
  '/api/openapi.json': {
    /** この API の OpenAPI 3.1 */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { [key: string]: unknown } } } };
    };
  };
  '/api/home': {
    /** ホーム: 今日の対応と、はじめの一歩 */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { counts: { [key: string]: number }; today: string } } } };
    };
  };
  '/api/auth/sign-in/email': {
    /** サインイン(better-auth) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': unknown } } };
    };
  };
  '/api/auth/sign-out': {
    /** サインイン(better-auth) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': unknown } } };
    };
  };
  '/api/auth/get-session': {
    /** サインイン(better-auth) */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': unknown } } };
    };
  };
  '/api/me': {
    /** 自分と、できること */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { memberId: number; name: string; email: string; role: string; department: string | null; agencyAccountId: number | null; world: "own" | "demo"; rights: (string)[] } } } };
    };
  };
  '/api/setup': {
    /** 最初の設定が済んでいるか */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { isDone: boolean; world: "own" | "demo" } } } };
    };
    /** 最初の管理者を作る(起動時に表示された一度きりの合言葉が要る) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { name: string; email: string; password: string; token: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { memberId: number } } } };
    };
  };
  '/api/setup/demo': {
    /** デモ会社を開く(合言葉が要る) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { token: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { world: "own" | "demo" } } } };
    };
  };
  '/api/world': {
    /** デモ会社と自社データを切り替える */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { world: "own" | "demo" } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { world: "own" | "demo" } } } };
    };
  };
  '/api/accounts': {
    /** 企業の一覧。絞り込み・検索・並べ替え・ページ */
    get: {
      parameters: { query?: { filter?: string; search?: string; sort?: "name" | "corporateNumber" | "prefecture" | "industry" | "employees" | "revenue" | "class" | "tier" | "isOnHold" | "ownerId" | "ownerName" | "agencyId" | "agencyRole" | "status" | "kind" | "tradeAccountOpenedOn" | "people" | "deciders" | "activities" | "lastActivityOn" | "openDeals" | "wonDeals" | "revenue36m" | "grossProfit36m" | "sources" | "targetStatus"; direction?: "asc" | "desc"; offset?: number; limit?: number }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ accountId: number; name: string; corporateNumber: string | null; prefecture: string | null; industry: string | null; employees: number | null; class: string; tier: string | null; isOnHold: boolean; holdReason: string | null; ownerId: number | null; ownerName: string | null; agencyId: number | null; agencyName: string | null; agencyRole: string | null; domain: string | null; phone: string | null; people: number; deciders: number; activities: number; lastActivityOn: string | null; openDeals: number; wonDeals: number; revenue36m: number | null; grossProfit36m: number | null; products: (string)[]; sources: number; targetStatus: string | null; status: string })[]; total: number; seesGrossProfit: boolean } } } };
    };
  };
  '/api/accounts/bulk-edit': {
    /** 選択した企業、または絞り込み全件をまとめて変える */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { ids?: (number)[]; all?: { filter?: unknown; search?: string }; changes: { name?: string; kana?: string | null; address?: string | null; industry?: string | null; employees?: number | null; phone?: string | null; website?: string | null; class?: "existing" | "prospect" | null; tier?: "strategic" | "lite" | "programmatic" | null; is_on_hold?: boolean; hold_reason?: string | null; owner_id?: number | null; owner_name?: string | null; agency_id?: number | null; agency_role?: string | null; agency_area?: string | null; kind?: "company" | "organisation"; trade_account_opened_on?: string | null }; description?: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { edited: number; bulkEditId: number } } } };
    };
  };
  '/api/accounts/bulk-edit/{id}/undo': {
    /** 一括編集を取り消す */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { restored: number } } } };
    };
  };
  '/api/accounts/{id}': {
    /** 企業の1ページ分 */
    get: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { account: { account_id: number; name: string; name_safe: string; name_order: string; kana: string | null; english_name: string | null; former_names: (string)[]; tags: (string)[]; memos: (string)[]; corporate_number: string | null; kind: string; status: string; postal_code: string | null; prefecture: string | null; address: string | null; phone: string | null; website: string | null; domain: string | null; industry: string | null; employees: number | null; revenue_yen: number | null; capital_yen: number | null; founded_on: string | null; parent_name: string | null; class: string | null; tier: string | null; is_on_hold: boolean; hold_reason: string | null; owner_name: string | null; owner_id: number | null; agency_id: number | null; agency_role: string | null; agency_area: string | null; trade_account_opened_on: string | null; tdb_code: string | null; tsr_code: string | null; duns_number: string | null; lei: string | null; edinet_code: string | null; provenance: { [key: string]: { row: string; source: string; rank: number; on: string } }; declared: ("industry" | "employees" | "revenue" | "capital")[] }; rollup: { account_id: number; person_count: number; decider_count: number; activity_count: number; last_activity_on: string | null; open_deal_count: number; won_deal_count: number; revenue_36m_yen: number | null; gross_profit_36m_yen: number | null; source_count: number } | null; ownerName: string | null; agencyName: string | null; people: ({ personId: number; name: string; kana: string | null; department: string | null; departmentNow: string | null; title: string | null; titleRank: number | null; email: string | null; phone: string | null; mobile: string | null; lastOn: string | null; firstOn: string | null; left: { why: "told" | "changed" | "elsewhere" | "undated"; on: string | null; by: string | null; nextAccountId: number | null; nextAccountName: string | null; confirmedBy: string | null; source: string; rowKey: string } | null; knownBy: (string)[]; mayMail: boolean | null; isRoleAddress: boolean; bounces: boolean })[]; departments: ({ departmentId: number; name: string; people: number; formers: (string)[] })[]; deals: ({ dealId: string; name: string; stage: string; state: "open" | "won" | "lost" | "no_decision" | "postponed"; postponedUntil: string | null; reopened: { on: string; endedOn: string; days: number; isLate: boolean } | null; amountYen: number | null; termMonths: number | null; oneOffYen: number | null; opportunityType: string | null; lostReason: string | null; lostNote: string | null; createdOn: string | null; closedOn: string | null; product: string | null; ownerName: string | null; source: string })[]; orders: ({ orderLineId: string; orderNumber: string | null; orderedOn: string | null; product: string | null; quantity: number | null; revenueYen: number | null; grossProfitYen: number | null; billTo: string | null; shipTo: string | null; endUser: string | null; agency: string | null; source: string })[]; products: ({ product: string; orders: number; revenueYen: number | null; grossProfitYen: number | null; lastOrderedOn: string | null; openDeals: number })[]; sites: ({ name: string; address: string | null })[]; notes: ({ noteId: number; text: string; at: string; memberId: number | null; memberName: string | null })[]; overrides: ({ attribute: string; at: string; memberName: string | null })[]; target: { targetLineId: number; status: string; tier: string | null; class: string | null; reason: string | null } | null; domains: (string)[]; rows: { rows: ({ rowKey: string; role: string; source: string; preset: string; fileName: string; batchId: number; rowNumber: number; externalKey: string | null; method: string; score: number; evidence: { matched: (string)[]; differs: (string)[] }; cells: (string)[]; header: (string)[]; at: string })[]; total: number }; openReviews: ({ left_id: number; right_id: number; reason: string })[]; redirectedFrom: number | null; seesGrossProfit: boolean; mayEdit: boolean } } } };
    };
    /** 企業の値を人が決める(取込より優先) */
    patch: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { name?: string; kana?: string | null; address?: string | null; industry?: string | null; employees?: number | null; phone?: string | null; website?: string | null; class?: "existing" | "prospect" | null; tier?: "strategic" | "lite" | "programmatic" | null; is_on_hold?: boolean; hold_reason?: string | null; owner_id?: number | null; owner_name?: string | null; agency_id?: number | null; agency_role?: string | null; agency_area?: string | null; kind?: "company" | "organisation"; trade_account_opened_on?: string | null; corporate_number?: string | null; unpin?: ("name" | "kana" | "corporate_number" | "industry" | "employees" | "phone" | "website" | "address" | "prefecture" | "class" | "tier" | "is_on_hold" | "hold_reason" | "owner_id" | "agency_id" | "agency_role" | "agency_area" | "kind" | "trade_account_opened_on")[] } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { edited: number; bulkEditId: number } } } };
    };
  };
  '/api/accounts/{id}/timeline': {
    /** 企業の時系列(全ソース) */
    get: {
      parameters: { query?: { before?: string; limit?: number }; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { entries: ({ id: string; day: string; kind: string; type: string; subject: string | null; memberName: string | null; personId: number | null; personName: string | null; source: string; amountYen: number | null; appointment: string | null })[] } } } };
    };
  };
  '/api/accounts/{id}/history': {
    /** 企業の変更履歴 */
    get: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { entries: ({ id: number; at: string; action: string; before: unknown; after: unknown; memberName: string | null })[] } } } };
    };
  };
  '/api/accounts/{id}/split': {
    /** 選んだ行を別の企業に分ける */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { rowKeys: (string)[]; note?: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { decisionId: number; newId: number } } } };
    };
  };
  '/api/accounts/{id}/family': {
    /** 関係会社・拠点・ドメイン・部署 */
    get: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { tree: unknown | null; relations: ({ fromId: number; toId: number; kind: "parent" | "site" | "department" | "group" | "brand" | "successor"; other: { accountId: number; name: string; isAbove: boolean }; state: "proposed" | "confirmed" | "denied"; evidence: ({ code: "parent_name" | "register" | "review" | "name" | "domain" | "address" | "person"; detail: string })[]; memberName: string | null })[]; sites: ({ name: string; address: string | null; people: ({ personId: number; name: string })[] })[]; domains: ({ domain: string; owner: { kind: "account"; accountId: number; share: number; people: number } | { kind: "group"; accountIds: (number)[]; people: number } | { kind: "open"; people: number }; uses: ({ accountId: number; people: number; name: string })[] })[]; today: string; departments: (unknown)[]; standing: ({ departmentId: number; key: string; name: string; people: ({ personId: number; name: string })[]; lastHere: number; formers: ({ key: string; name: string; kind: "rename" | "merge" | "split" | "move" | "add"; on: string })[] })[]; changes: ({ changeId: number; kind: "rename" | "merge" | "split" | "move" | "add"; from: (string)[]; into: (string)[]; under?: string | null; on: string; memberName: string | null })[]; moves: ({ fromKey: string; fromName: string; toKey: string; toName: string; people: number; lastSeenOn: string; firstSeenOn: string; state: "proposed" | "confirmed" | "denied" })[] } } } };
    };
  };
  '/api/accounts/{id}/relations': {
    /** 関係会社を確定する・否定する・決めていない状態に戻す */
    put: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { fromId: number; toId: number; kind: "parent" | "site" | "department" | "group" | "brand" | "successor"; state: "confirmed" | "denied" | "open"; evidence?: ({ code: "parent_name" | "register" | "review" | "name" | "domain" | "address" | "person"; detail: string })[]; note?: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { fromId: number; toId: number; kind: "parent" | "site" | "department" | "group" | "brand" | "successor"; state: "confirmed" | "denied" | "open" } } } };
    };
  };
  '/api/accounts/{id}/department-successions': {
    /** 部署の改称・再編を確定する・否定する・決めていない状態に戻す */
    put: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { fromKey: string; toKey: string; state: "confirmed" | "denied" | "open" } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { fromKey: string; toKey: string; state: "confirmed" | "denied" | "open" } } } };
    };
  };
  '/api/people': {
    /** 人物の一覧。絞り込み・検索・並べ替え・ページ */
    get: {
      parameters: { query?: { filter?: string; search?: string; accountId?: number; departmentId?: number; sort?: "name" | "kana" | "company" | "department" | "function" | "title" | "rank" | "band" | "email" | "phone" | "mobile"; direction?: "asc" | "desc"; offset?: number; limit?: number }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ personId: number; name: string; kana: string | null; email: string | null; phone: string | null; mobile: string | null; department: string | null; function: string | null; title: string | null; band: string | null; accountId: number | null; accountName: string | null; mayMail: boolean | null; hasLeft: boolean; isRoleAddress: boolean; bounces: boolean })[]; total: number } } } };
    };
  };
  '/api/people/{id}': {
    /** 人物の1ページ分 */
    get: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { person: { person_id: number; name: string; family: string; given: string; name_key: string; is_name_guess: boolean; kana: string | null; email: string | null; emails: (string)[]; bounced_emails: (string)[]; tags: (string)[]; memos: (string)[]; phone: string | null; mobile: string | null; account_id: number | null; department: string | null; department_function: string | null; title: string | null; title_rank: number | null; band: string | null; is_role_address: boolean; may_mail: boolean | null; provenance: { [key: string]: { row: string; source: string; rank: number; on: string } } }; employments: ({ accountId: number; accountName: string; isListed: boolean; firstOn: string | null; lastOn: string | null; hasSecondPost: boolean; left: { why: "told" | "changed" | "elsewhere" | "undated"; on: string | null; by: string | null; nextAccountId: number | null; nextAccountName: string | null; confirmedBy: string | null; source: string; rowKey: string } | null; stays: ({ department: string | null; departmentNow: string | null; title: string | null; firstOn: string | null; lastOn: string | null; source: string; isCurrent: boolean })[] })[]; formerReach: ({ accountId: number; values: (string)[] })[]; acquaintances: ({ memberName: string; source: string; lastOn: string | null })[]; timeline: ({ id: string; day: string; kind: string; type: string; subject: string | null; memberName: string | null; personId: number | null; personName: string | null; source: string; amountYen: number | null; appointment: string | null })[]; rows: { rows: ({ rowKey: string; role: string; source: string; preset: string; fileName: string; batchId: number; rowNumber: number; externalKey: string | null; method: string; score: number; evidence: { matched: (string)[]; differs: (string)[] }; cells: (string)[]; header: (string)[]; at: string })[]; total: number }; notes: ({ noteId: number; text: string; at: string; memberId: number | null; memberName: string | null })[]; overrides: ({ attribute: string; at: string; memberName: string | null })[]; redirectedFrom: number | null; mayEdit: boolean } } } };
    };
    /** 人物の値を人が決める(取込より優先)、または取込に従わせる */
    patch: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { name?: string; kana?: string | null; email?: string | null; phone?: string | null; mobile?: string | null; department?: string | null; title?: string | null; unpin?: ("name" | "kana" | "email" | "phone" | "mobile" | "department" | "title")[] } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { edited: number; bulkEditId: number } } } };
    };
  };
  '/api/people/{id}/split': {
    /** 選んだ行を別の人物に分ける */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { rowKeys: (string)[]; note?: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { decisionId: number; newId: number } } } };
    };
  };
  '/api/people/{id}/history': {
    /** 人物の変更履歴 */
    get: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { entries: ({ id: number; at: string; action: string; before: unknown; after: unknown; memberName: string | null })[] } } } };
    };
  };
  '/api/people/edits/{id}/undo': {
    /** 人物の編集を取り消す */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { restored: number } } } };
    };
  };
  '/api/erasures': {
    /** 消去の記録 */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ erasureId: number; personId: number; requestedOn: string; reason: string; rowCount: number; at: string; memberName: string | null })[] } } } };
    };
  };
  '/api/people/{id}/erase': {
    /** 本人の請求により人物を消去する(元に戻せない) */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { requestedOn: string; reason: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { erasureId: number; rows: number } } } };
    };
  };
  '/api/departments/{id}': {
    /** 部署1つ: 企業と人数(まとめた番号・改称前の番号は今の部署を返す) */
    get: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { departmentId: number; name: string; people: number; accountId: number; accountName: string } } } };
    };
  };
  '/api/settings/declared-sources': {
    /** 正とするデータ元: 項目ごとの設定、選べるデータ元、これまでの変更と進み具合 */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { declared: { [key: string]: string }; telling: { [key: string]: (string)[] }; changes: ({ id: number; before: { [key: string]: string }; after: { [key: string]: string }; state: "queued" | "running" | "done"; done: number; total: number | null; changed: number; at: string; finishedAt: string | null; memberName: string | null })[] } } } };
    };
    /** 正とするデータ元を決める(企業の値は裏で選び直す。書かない項目は指定なしに戻る) */
    put: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { [key: string]: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { changeId: number | null } } } };
    };
  };
  '/api/settings/declared-sources/preview': {
    /** 正とするデータ元を変えると値が変わる企業の数(まだ変えない) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { [key: string]: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { companies: number; looked: number; changing: number } } } };
    };
  };
  '/api/accounts/{id}/department-changes/preview': {
    /** 部署の改称・統合・分割・移動・追加をするとどうなるか(まだ書き込まない) */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { kind: "rename" | "merge" | "split" | "move" | "add"; fromKeys?: (string)[]; into?: ({ name: string; personIds?: (number)[] })[]; parentKey?: string | null; on: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { before: (unknown)[]; after: (unknown)[]; people: ({ personId: number; name: string; from: string; to: string })[] } } } };
    };
  };
  '/api/accounts/{id}/department-changes': {
    /** 部署の改称・統合・分割・移動・追加を、再編の日付と一緒に記録する */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { kind: "rename" | "merge" | "split" | "move" | "add"; fromKeys?: (string)[]; into?: ({ name: string; personIds?: (number)[] })[]; parentKey?: string | null; on: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { changeId: number } } } };
    };
  };
  '/api/department-changes/{id}/undo': {
    /** 部署の再編を取り消す */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { accountId: number } } } };
    };
  };
  '/api/job-changes': {
    /** 転職の確認: ある企業の人が、その後ほかの企業で見つかった */
    get: {
      parameters: { query?: { scope?: "mine" | "all"; personId?: number; answered?: "without" | "with" }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ personId: number; otherPersonId: number | null; name: string; from: { accountId: number; accountName: string; ownerName: string | null; department: string | null; title: string | null; firstOn: string | null; lastOn: string | null; source: string }; to: { accountId: number; accountName: string; ownerName: string | null; department: string | null; title: string | null; firstOn: string | null; lastOn: string | null; source: string }; matched: (string)[]; knownBy: (string)[]; answer: { answerId: number; verdict: "confirmed" | "concurrent" | "different" | "later"; askAgainOn: string | null; memberName: string | null; at: string } | null })[] } } } };
    };
  };
  '/api/job-changes/decide': {
    /** 転職を確認する(移った・両方に在籍・別の人・後で)。判断は名寄せに残り、作り直しても変わらない */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { personId: number; otherPersonId: number | null; fromId: number; toId: number; verdict: "confirmed" | "concurrent" | "different" | "later" } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { answerId: number; personId: number } } } };
    };
  };
  '/api/job-changes/answers/{id}/undo': {
    /** 転職の確認の答えを取り消す */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { undone: number } } } };
    };
  };
  '/api/accounts/{id}/notes': {
    /** 企業にメモを足す */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { text: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { noteId: number } } } };
    };
  };
  '/api/people/{id}/notes': {
    /** 人物にメモを足す */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { text: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { noteId: number } } } };
    };
  };
  '/api/notes/{id}': {
    /** 自分のメモを書き直す、消す、元に戻す */
    patch: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { text?: string; isDeleted?: boolean } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { noteId: number } } } };
    };
  };
  '/api/imports': {
    /** 取込の履歴 */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ new: number; matched: number; review: number; rejected: number; unchanged: number; batchId: number; source: string; preset: string; presetTitle: { ja: string; en: string }; fileName: string; bytes: number; state: string; createdAt: string; finishedAt: string | null; memberName: string | null; isFromFolder: boolean; unitCostYen: number | null; problem: string | null })[] } } } };
    };
    /** ファイルを置く。中身を見て下書きを作る(まだ取り込まない) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { batchId: number; state: string; fileName: string; bytes: number; source: string; preset: string; presetTitle: { ja: string; en: string }; format: { encoding: string; delimiter: string; headerRow: number; sheet: string | null; sheets: (string)[]; quoteEscape: string; skipsHidden: boolean; fillsMerged: boolean; notes: (string)[] }; header: (string)[]; mapping: { columns: { [key: string]: string }; values: { [key: string]: { [key: string]: string } }; owners: { [key: string]: string }; moneyUnit?: 1 | 1000 | 10000 | 1000000 | 100000000; moneyUnits?: { [key: string]: 1 | 1000 | 10000 | 1000000 | 100000000 }; dateOrder?: "mdy" | "dmy" | "ymd" }; sample: ((string)[])[]; distinct: { [key: string]: (string)[] }; purpose: string | null; lawfulBasis: string | null; collectedOn: string | null; unitCostYen: number | null; listSource: string | null; sameFileAs: number | null; sharedSystemName: { batchId: number; fileName: string; by: "columns" | "keys"; proposal: string } | null; countsEditsTwice: boolean; check: { new: number; matched: number; review: number; rejected: number; unchanged: number; rows: number; tried: number; reasons: ({ code: string; count: number; example: { ja: string; en: string } })[] } | null; progress: { rows: number; bytes: number; elapsedSeconds: number; rowsPerSecond: number; rowsTotal: number | null; rowsChecked: number }; counts: { new: number; matched: number; review: number; rejected: number; unchanged: number }; problem: string | null } } } };
    };
  };
  '/api/imports/presets': {
    /** 取込の種類と項目 */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { presets: ({ name: string; source: string; noun: string; title: { ja: string; en: string }; isPositional: boolean })[]; fields: ({ ja: string; en: string; name: string; kind: string })[] } } } };
    };
  };
  '/api/imports/{id}': {
    /** 取込1件の状態と下書き */
    get: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { batchId: number; state: string; fileName: string; bytes: number; source: string; preset: string; presetTitle: { ja: string; en: string }; format: { encoding: string; delimiter: string; headerRow: number; sheet: string | null; sheets: (string)[]; quoteEscape: string; skipsHidden: boolean; fillsMerged: boolean; notes: (string)[] }; header: (string)[]; mapping: { columns: { [key: string]: string }; values: { [key: string]: { [key: string]: string } }; owners: { [key: string]: string }; moneyUnit?: 1 | 1000 | 10000 | 1000000 | 100000000; moneyUnits?: { [key: string]: 1 | 1000 | 10000 | 1000000 | 100000000 }; dateOrder?: "mdy" | "dmy" | "ymd" }; sample: ((string)[])[]; distinct: { [key: string]: (string)[] }; purpose: string | null; lawfulBasis: string | null; collectedOn: string | null; unitCostYen: number | null; listSource: string | null; sameFileAs: number | null; sharedSystemName: { batchId: number; fileName: string; by: "columns" | "keys"; proposal: string } | null; countsEditsTwice: boolean; check: { new: number; matched: number; review: number; rejected: number; unchanged: number; rows: number; tried: number; reasons: ({ code: string; count: number; example: { ja: string; en: string } })[] } | null; progress: { rows: number; bytes: number; elapsedSeconds: number; rowsPerSecond: number; rowsTotal: number | null; rowsChecked: number }; counts: { new: number; matched: number; review: number; rejected: number; unchanged: number }; problem: string | null } } } };
    };
    /** 下書きを捨てる(取り込んだものは取り消しで) */
    delete: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { discarded: number } } } };
    };
    /** 下書きの読み方・列・値・担当者・目的を変える */
    patch: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { preset?: string; source?: string; format?: { encoding?: "utf-8" | "shift_jis" | "euc-jp" | "iso-2022-jp" | "utf-16le" | "utf-16be"; delimiter?: "," | "\t" | ";" | "|"; headerRow?: number; sheet?: string; quoteEscape?: "\"" | "\\"; skipsHidden?: boolean; fillsMerged?: boolean }; mapping?: { columns: { [key: string]: string }; values: { [key: string]: { [key: string]: string } }; owners: { [key: string]: string }; moneyUnit?: 1 | 1000 | 10000 | 1000000 | 100000000; moneyUnits?: { [key: string]: 1 | 1000 | 10000 | 1000000 | 100000000 }; dateOrder?: "mdy" | "dmy" | "ymd" }; purpose?: string; lawfulBasis?: string; collectedOn?: string | null; unitCostYen?: number | null; listSource?: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { batchId: number; state: string; fileName: string; bytes: number; source: string; preset: string; presetTitle: { ja: string; en: string }; format: { encoding: string; delimiter: string; headerRow: number; sheet: string | null; sheets: (string)[]; quoteEscape: string; skipsHidden: boolean; fillsMerged: boolean; notes: (string)[] }; header: (string)[]; mapping: { columns: { [key: string]: string }; values: { [key: string]: { [key: string]: string } }; owners: { [key: string]: string }; moneyUnit?: 1 | 1000 | 10000 | 1000000 | 100000000; moneyUnits?: { [key: string]: 1 | 1000 | 10000 | 1000000 | 100000000 }; dateOrder?: "mdy" | "dmy" | "ymd" }; sample: ((string)[])[]; distinct: { [key: string]: (string)[] }; purpose: string | null; lawfulBasis: string | null; collectedOn: string | null; unitCostYen: number | null; listSource: string | null; sameFileAs: number | null; sharedSystemName: { batchId: number; fileName: string; by: "columns" | "keys"; proposal: string } | null; countsEditsTwice: boolean; check: { new: number; matched: number; review: number; rejected: number; unchanged: number; rows: number; tried: number; reasons: ({ code: string; count: number; example: { ja: string; en: string } })[] } | null; progress: { rows: number; bytes: number; elapsedSeconds: number; rowsPerSecond: number; rowsTotal: number | null; rowsChecked: number }; counts: { new: number; matched: number; review: number; rejected: number; unchanged: number }; problem: string | null } } } };
    };
  };
  '/api/imports/{id}/check': {
    /** 書き込まずに試す(大きなファイルは裏で進む) */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { state: string; check: { new: number; matched: number; review: number; rejected: number; unchanged: number; rows: number; tried: number; reasons: ({ code: string; count: number; example: { ja: string; en: string } })[] } | null; problem: string | null } } } };
    };
  };
  '/api/imports/{id}/start': {
    /** 取込を始める(裏で進む) */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { batchId: number } } } };
    };
  };
  '/api/imports/{id}/cancel': {
    /** 取込または試しを止める(取り込んだ分は残る) */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { batchId: number } } } };
    };
  };
  '/api/imports/{id}/undo': {
    /** 取込をまるごと取り消す */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { withdrawn: number; facts: number } } } };
    };
  };
  '/api/imports/{id}/rows': {
    /** 行ごとの結果 */
    get: {
      parameters: { query?: { outcome?: "new" | "matched" | "review" | "rejected" | "flagged"; limit?: number }; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ rowNumber: number; cells: (string)[]; outcome: string; accountId: number | null; personId: number | null; method: string | null; evidence: { matched: (string)[]; differs: (string)[] } | null; problems: ({ ja: string; en: string })[] } | { rowNumber: number; code: string; detail: { ja: string; en: string }; cells: (string)[] })[]; total: number } } } };
    };
  };
  '/api/imports/{id}/rejected.csv': {
    /** 取り込めなかった行(理由つき)。直してもう一度取り込める */
    get: {
      parameters: { query?: { language?: "ja" | "en" }; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': unknown } } };
    };
  };
  '/api/imports/{id}/check-rows': {
    /** 試した結果の行。結果ごとに最初の1,000行まで(文字の多い行は100万文字まで) */
    get: {
      parameters: { query?: { outcome?: "new" | "matched" | "review" | "rejected" | "unchanged"; offset?: number; limit?: number }; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ rowNumber: number; outcome: "new" | "matched" | "review" | "rejected" | "unchanged"; cells: (string)[]; rejection: { code: string; detail: { ja: string; en: string } } | null; account: { id: number | null; foundedBy: number | null; name: string; method: string; matched: (string)[]; differs: (string)[] } | null; person: { id: number | null; foundedBy: number | null; name: string; method: string; matched: (string)[]; differs: (string)[] } | null; doubts: ({ id: number | null; foundedBy: number | null; name: string; kind: "account" | "person"; reason: string; matched: (string)[]; differs: (string)[] })[] })[]; kept: number; total: number } } } };
    };
  };
  '/api/imports/{id}/check-rows.csv': {
    /** 試した結果の行を、行き先と根拠つきで書き出す(直してもう一度置ける) */
    get: {
      parameters: { query?: { outcome?: "new" | "matched" | "review" | "rejected" | "unchanged"; language?: "ja" | "en" }; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': unknown } } };
    };
  };
  '/api/imports/mappings': {
    /** 保存した対応付け */
    get: {
      parameters: { query?: { preset?: string }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ id: number; preset: string; name: string; mapping: { columns: { [key: string]: string }; values: { [key: string]: { [key: string]: string } }; owners: { [key: string]: string }; moneyUnit?: 1 | 1000 | 10000 | 1000000 | 100000000; moneyUnits?: { [key: string]: 1 | 1000 | 10000 | 1000000 | 100000000 }; dateOrder?: "mdy" | "dmy" | "ymd" } })[] } } } };
    };
  };
  '/api/imports/{id}/mapping': {
    /** 対応付けを名前をつけて保存する */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { name: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { saved: string } } } };
    };
  };
  '/api/handovers': {
    /** 引き渡し: 返事待ち・候補・受け入れ済みなどの一覧 */
    get: {
      parameters: { query?: { view?: "mine" | "waiting" | "candidates" | "accepted" | "unfollowed" | "returned" | "ignored" | "new"; part?: "handed" | "sal" | "rejected" | "ignored" | "pending"; q?: string; reason?: "wrong_company" | "wrong_role" | "unreachable" | "competitor" | "no_need" | "no_budget" | "too_early" | "no_credit" | "no_capacity" | "not_business" | "other"; receiver?: string; clock?: "overdue" | "near"; offset?: number; limit?: number }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ cycleId: string; state: string; number: number; accountId: number | null; accountName: string | null; personId: number | null; personName: string | null; department: string | null; title: string | null; campaign: string | null; leadSource: string | null; handedOn: string | null; postponedUntil: string | null; receiverKind: string | null; receiverId: string | null; receiverName: string | null; queueId: string | null; ownerNameInFile: string | null; reason: string | null; nextAction: string | null; nextOn: string | null; isOnTargetList: boolean; tier: string | null; isSalesMade: boolean; isClash: boolean; actNow: string | null; clockClass: "hot" | "tal" | "normal" | "agency"; clock: { remindAt: string; dueAt: string; ignoredAt: string; offersReRoute: boolean; answer: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; isOwn: boolean; state: "waiting" | "reminded" | "overdue" | "ignored" | "postponed" | "answered" | "followed_up" } | null; left: { why: "told" | "changed" | "elsewhere" | "undated"; on: string | null; by: string | null; nextAccountId: number | null; nextAccountName: string | null; confirmedBy: string | null; source: string; rowKey: string } | null })[]; total: number; counts: { [key: string]: number }; now: string } } } };
    };
  };
  '/api/handovers/parts': {
    /** 今までの 引き渡し = 受入 + 差し戻し + 期限切れ + 返事待ち(代理店には自社の分だけ) */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { handed: number; sal: number; rejected: number; ignored: number; pending: number } } } };
    };
  };
  '/api/handovers/receivers': {
    /** 引き渡し先に選べる利用者と代理店 */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { members: ({ id: string; name: string })[]; agencies: ({ id: string; name: string })[] } } } };
    };
  };
  '/api/handovers/check': {
    /** 引き渡しの点検: 月ごとに 引き渡し = 受入 + 差し戻し + 期限切れ + 返事待ち が成り立つか */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { check: { checkedAt: string; isBalanced: boolean; total: { handed: number; sal: number; rejected: number; ignored: number; pending: number }; cohorts: ({ handed: number; sal: number; rejected: number; ignored: number; pending: number; month: string; isBalanced: boolean })[]; problems: ({ cycleId: string; accountName: string | null; state: string; why: string })[] } | null; now: { handed: number; sal: number; rejected: number; ignored: number; pending: number } } } } };
    };
    /** 引き渡しの点検を今すぐ行う(毎晩4時にも行う) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { check: { checkedAt: string; isBalanced: boolean; total: { handed: number; sal: number; rejected: number; ignored: number; pending: number }; cohorts: ({ handed: number; sal: number; rejected: number; ignored: number; pending: number; month: string; isBalanced: boolean })[]; problems: ({ cycleId: string; accountName: string | null; state: string; why: string })[] } } } } };
    };
  };
  '/api/handovers/{cycleId}': {
    /** 引き渡し1件: 根拠、経緯、できる返事 */
    get: {
      parameters: { query?: never; path: { cycleId: string }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { lead: { cycleId: string; state: string; number: number; accountId: number | null; accountName: string | null; personId: number | null; personName: string | null; department: string | null; title: string | null; campaign: string | null; leadSource: string | null; handedOn: string | null; postponedUntil: string | null; receiverKind: string | null; receiverId: string | null; receiverName: string | null; queueId: string | null; ownerNameInFile: string | null; reason: string | null; nextAction: string | null; nextOn: string | null; isOnTargetList: boolean; tier: string | null; isSalesMade: boolean; isClash: boolean; actNow: string | null; clockClass: "hot" | "tal" | "normal" | "agency"; clock: { remindAt: string; dueAt: string; ignoredAt: string; offersReRoute: boolean; answer: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; isOwn: boolean; state: "waiting" | "reminded" | "overdue" | "ignored" | "postponed" | "answered" | "followed_up" } | null; left: { why: "told" | "changed" | "elsewhere" | "undated"; on: string | null; by: string | null; nextAccountId: number | null; nextAccountName: string | null; confirmedBy: string | null; source: string; rowKey: string } | null }; state: string; possible: (string)[]; mayAnswer: boolean; mayComeAgain: boolean; mayEnd: boolean; events: ({ kind: string; at: string; by: string | null; why: string | null; isInferred: boolean; reason: string | null; offer: string | null; sfa: { status: string | null; fileName: string | null; rowNumber: number | null } | null })[]; because: ({ ja: string; en: string })[]; offers: ({ offerId: number; offerName: string; kind: string; product: string | null; on: string; outcome: string; words: (string)[]; fileName: string | null; rowNumber: number | null; batchId: number | null })[]; clash: (string)[]; formerOwner: { name: string; until: string } | null; salesActivity: { ownerName: string | null; lastOn: string | null; openDeals: number } | null; recent: ({ day: string; type: string; subject: string | null; memberName: string | null; isPerson: boolean })[]; contact: { email: string | null; phone: string | null } | null; sameLeads: ({ cycleId: string; personName: string | null; campaign: string | null; state: string; handedOn: string | null })[]; deals: ({ dealId: string; name: string; stage: string; amountYen: number | null })[] } } } };
    };
  };
  '/api/handovers/by-receiver': {
    /** 受け手ごとの返事待ち: 期限超過・期限が近い・受け入れ後フォローなし */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { receivers: ({ receiverKind: string; receiverId: string; receiverName: string | null; overdue: number; near: number; waiting: number; unfollowed: number })[] } } } };
    };
  };
  '/api/handovers/hand-over': {
    /** リードを営業へ引き渡す */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { cycleIds: (string)[]; despiteRule?: boolean } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { handedOver: number } } } };
    };
  };
  '/api/handovers/next-cycle': {
    /** 戻ってきたリードに次のサイクルを始め、もう一度営業へ引き渡す(前のサイクルは残る) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { cycleIds: (string)[]; why: string; despiteRule?: boolean } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { handedOver: number } } } };
    };
  };
  '/api/handovers/answer': {
    /** 引き渡しに返事をする(受け入れる・差し戻す など) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { cycleIds: (string)[]; answer: { kind: "accept"; nextAction: string; nextOn: string } | { kind: "join_deal"; dealId: string } | { kind: "reroute"; to: { kind: "member" | "agency" | "queue"; id: string }; why?: string } | { kind: "give_to_agency"; agencyId: string; why?: string } | { kind: "postpone"; until: string; why: string } | { kind: "reject" | "return"; reason: "wrong_company" | "wrong_role" | "unreachable" | "competitor" | "no_need" | "no_budget" | "too_early" | "no_credit" | "no_capacity" | "not_business" | "other"; recycleOn?: string; why?: string } | { kind: "follow_up"; why?: string } | { kind: "confirm"; need: string; budget?: string; authority?: string; timing?: string } | { kind: "recycle"; until?: string; why?: string } | { kind: "disqualify"; why?: string } | { kind: "merge"; intoCycleId: string; why?: string } } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { answered: number } } } };
    };
  };
  '/api/handovers/end': {
    /** 戻ってきたリードを育成に戻す、または対象外にする */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { cycleIds: (string)[]; answer: { kind: "recycle"; until?: string; why?: string } | { kind: "disqualify"; why?: string } } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { ended: number } } } };
    };
  };
  '/api/handovers/undo': {
    /** 自分の最後の引き渡し・返事を取り消す */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { cycleIds: (string)[] } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { undone: number } } } };
    };
  };
  '/api/handover-settings': {
    /** 引き渡しの設定: 期限、知らせ、営業カレンダー、これからの祝日 */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { settings: { rule: { answer: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; followUp: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; classes: { hot: { answer: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; followUp: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number } }; tal: { answer: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; followUp: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number } }; normal: { answer: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; followUp: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number } } } | null; offersReRoute: boolean }; agencyAnswer: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; notices: { reminder: boolean; manager: boolean }; afterIgnored: "wait" | "recycle"; spans: ({ from: number; to: number })[]; weeklyDaysOff: (number)[]; daysOff: (string)[]; workingDays: (string)[]; quiet: { from: number; to: number }; vocabulary: "original" | "rearchitected" | "demand_unit" | "revenue" }; isDefault: boolean; proposed: { hot: { answer: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; followUp: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number } }; tal: { answer: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; followUp: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number } }; normal: { answer: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; followUp: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number } } }; holidays: ({ day: string; name: string })[] } } } };
    };
    /** 引き渡しの設定を変える */
    put: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { rule: { answer: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; followUp: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; classes?: { hot: { answer: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; followUp: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number } }; tal: { answer: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; followUp: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number } }; normal: { answer: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; followUp: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number } } } | null; offersReRoute: boolean }; agencyAnswer: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; notices: { reminder: boolean; manager: boolean }; afterIgnored: "wait" | "recycle"; spans: ({ from: number; to: number })[]; weeklyDaysOff: (number)[]; daysOff: (string)[]; workingDays: (string)[]; quiet: { from: number; to: number }; vocabulary: "original" | "rearchitected" | "demand_unit" | "revenue" } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rule: { answer: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; followUp: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; classes: { hot: { answer: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; followUp: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number } }; tal: { answer: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; followUp: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number } }; normal: { answer: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; followUp: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number } } } | null; offersReRoute: boolean }; agencyAnswer: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; notices: { reminder: boolean; manager: boolean }; afterIgnored: "wait" | "recycle"; spans: ({ from: number; to: number })[]; weeklyDaysOff: (number)[]; daysOff: (string)[]; workingDays: (string)[]; quiet: { from: number; to: number }; vocabulary: "original" | "rearchitected" | "demand_unit" | "revenue" } } } };
    };
  };
  '/api/handover-settings/preview': {
    /** 設定を変えると、いま返事待ちのリードがどうなるか(保存しない) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { rule: { answer: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; followUp: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; classes?: { hot: { answer: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; followUp: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number } }; tal: { answer: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; followUp: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number } }; normal: { answer: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; followUp: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number } } } | null; offersReRoute: boolean }; agencyAnswer: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; notices: { reminder: boolean; manager: boolean }; afterIgnored: "wait" | "recycle"; spans: ({ from: number; to: number })[]; weeklyDaysOff: (number)[]; daysOff: (string)[]; workingDays: (string)[]; quiet: { from: number; to: number }; vocabulary: "original" | "rearchitected" | "demand_unit" | "revenue" } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { waiting: number; places: ({ place: string; before: number; after: number })[]; moved: ({ cycleId: string; accountName: string | null; personName: string | null; before: string; after: string; dueBefore: string; dueAfter: string })[]; example: { before: string; after: string }; examples: ({ clockClass: "hot" | "tal" | "normal" | "agency"; before: string; after: string })[] } } } };
    };
  };
  '/api/accounts/{id}/appointments': {
    /** 企業とのアポ・面談(取り込んだものも) */
    get: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ id: string; appointmentId: number | null; accountId: number; accountName: string | null; personId: number | null; personName: string | null; subject: string | null; status: "scheduled" | "held" | "no_show" | "cancelled" | "rescheduled" | "unknown"; meetsOn: string; meetsAt: string | null; isDue: boolean; setOn: string; setBy: string | null; hostId: number | null; hostName: string | null; source: string | null; isInferred: boolean; lastBy: number | null })[] } } } };
    };
  };
  '/api/appointments/mine': {
    /** 自分が会う面談のうち、結果待ちと、これから7日間のもの(最初の画面用) */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ id: string; appointmentId: number | null; accountId: number; accountName: string | null; personId: number | null; personName: string | null; subject: string | null; status: "scheduled" | "held" | "no_show" | "cancelled" | "rescheduled" | "unknown"; meetsOn: string; meetsAt: string | null; isDue: boolean; setOn: string; setBy: string | null; hostId: number | null; hostName: string | null; source: string | null; isInferred: boolean; lastBy: number | null })[] } } } };
    };
  };
  '/api/appointments': {
    /** アポを設定する(企業・日時・相手・会う人。リードから設定すると、そのリードのフォローになる) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { accountId: number; personId?: number | null; cycleId?: string | null; meetsOn: string; meetsAt?: string | null; subject?: string | null; hostId?: number } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { appointmentId: number } } } };
    };
  };
  '/api/appointments/{id}/tell': {
    /** 面談の結果を入れる(実施 hold・不参加 no_show・中止 cancel)、または日程を変える(move) */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { kind: "move"; meetsOn: string; meetsAt?: string | null; why?: string | null } | { kind: "hold" | "no_show" | "cancel"; why?: string | null } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { appointmentId: number } } } };
    };
  };
  '/api/appointments/{id}/undo': {
    /** 自分が最後に入れた結果・日程変更・設定を取り消す */
    post: {
      parameters: { query?: { kind?: "set" | "move" | "hold" | "no_show" | "cancel" }; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { appointmentId: number } } } };
    };
  };
  '/api/absences': {
    /** 不在と代理: これからの不在と、代わりに返事をする人 */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { absences: ({ absenceId: number; memberId: number; memberName: string; fromOn: string; toOn: string; deputyId: number | null; deputyName: string | null; waiting: number; mayRemove: boolean })[]; today: string } } } };
    };
    /** 不在と代理を登録する(自分の分。管理者・運用・営業責任者は誰の分でも) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { memberId: number; fromOn: string; toOn: string; deputyId: number | null } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { absenceId: number; deputyIsAway: boolean } } } };
    };
  };
  '/api/absences/{id}': {
    /** 不在の登録を消す */
    delete: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { memberId: number; fromOn: string; toOn: string; deputyId: number | null } } } };
    };
  };
  '/api/routing': {
    /** 振り分けルール: いまのルール、これまでの版、選べる値 */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { version: string; plan: { rules: ({ code: string; name: string; when: { prefectures?: (string)[]; products?: (string)[]; industries?: (string)[]; employees?: { from?: number; to?: number } }; to: { kind: "owner" } | { kind: "member" | "pool" | "agency" | "queue"; id: string } })[]; pools: ({ poolId: string; name: string; memberIds: (string)[] })[]; members: { [key: string]: { capacity: number | null; hours: { from: number; to: number } | null } } }; versions: ({ versionId: number; plan: { rules: ({ code: string; name: string; when: { prefectures?: (string)[]; products?: (string)[]; industries?: (string)[]; employees?: { from?: number; to?: number } }; to: { kind: "owner" } | { kind: "member" | "pool" | "agency" | "queue"; id: string } })[]; pools: ({ poolId: string; name: string; memberIds: (string)[] })[]; members: { [key: string]: { capacity: number | null; hours: { from: number; to: number } | null } } }; note: string | null; savedBy: string | null; savedAt: string })[]; choices: { members: ({ id: string; name: string })[]; agencies: ({ id: string; name: string })[]; industries: (string)[]; products: (string)[] } } } } };
    };
    /** 振り分けルールを新しい版として保存する */
    put: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { basedOn: string; plan: { rules: ({ code: string; name: string; when: { prefectures?: (string)[]; products?: (string)[]; industries?: (string)[]; employees?: { from?: number; to?: number } }; to: { kind: "owner" } | { kind: "member" | "pool" | "agency" | "queue"; id: string } })[]; pools: ({ poolId: string; name: string; memberIds: (string)[] })[]; members: { [key: string]: { capacity: number | null; hours: { from: number; to: number } | null } } }; note: string | null } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { versionId: number } } } };
    };
  };
  '/api/routing/try': {
    /** 誰に渡る?: 1社のリードが誰に渡るかと、その理由(保存しない) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { accountId: number; product?: string | null; plan?: { rules: ({ code: string; name: string; when: { prefectures?: (string)[]; products?: (string)[]; industries?: (string)[]; employees?: { from?: number; to?: number } }; to: { kind: "owner" } | { kind: "member" | "pool" | "agency" | "queue"; id: string } })[]; pools: ({ poolId: string; name: string; memberIds: (string)[] })[]; members: { [key: string]: { capacity: number | null; hours: { from: number; to: number } | null } } } | null } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { receiver: { kind: string; id: string; name: string }; dueAt: string; because: ({ ja: string; en: string })[]; clash: (string)[] } } } };
    };
  };
  '/api/routing/dry-run': {
    /** 先月のリードで試す: 渡し先が変わるリードと、人ごとの件数(保存しない) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { plan: { rules: ({ code: string; name: string; when: { prefectures?: (string)[]; products?: (string)[]; industries?: (string)[]; employees?: { from?: number; to?: number } }; to: { kind: "owner" } | { kind: "member" | "pool" | "agency" | "queue"; id: string } })[]; pools: ({ poolId: string; name: string; memberIds: (string)[] })[]; members: { [key: string]: { capacity: number | null; hours: { from: number; to: number } | null } } }; from?: string; to?: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { from: string; to: string; items: number; isCut: boolean; changedCount: number; receivers: ({ receiver: { kind: string; id: string; name: string }; before: number; after: number })[]; changed: ({ cycleId: string; accountName: string | null; personName: string | null; before: { kind: string; id: string; name: string }; after: { kind: string; id: string; name: string }; because: ({ ja: string; en: string })[] })[]; pools: ({ poolId: string; name: string; items: number; waiting: number; members: ({ name: string; given: number; expected: number })[] })[] } } } };
    };
  };
  '/api/routing/answer-times': {
    /** 期限内の返事: 時計の種類(今すぐ・ターゲット・通常・代理店)ごと */
    get: {
      parameters: { query?: { from?: string; to?: string }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { from: string; to: string; classes: ({ clockClass: "hot" | "tal" | "normal" | "agency"; answer: { kind: "business_days"; days: number } | { kind: "business_hours"; hours: number }; handed: number; in_time: number; late: number; missed: number; waiting: number; rate: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null } })[] } } } };
    };
  };
  '/api/routing/answer-times/rows': {
    /** 期限内・期限後・返事なし・返事待ちのリード */
    get: {
      parameters: { query?: { from?: string; to?: string; clockClass?: "hot" | "tal" | "normal" | "agency"; time?: "in_time" | "late" | "missed" | "waiting" }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { total: number; rows: ({ cycleId: string; accountId: number | null; accountName: string | null; personName: string | null; handedOn: string | null; state: string; receiverName: string | null; reason: string | null; why: string | null })[] } } } };
    };
  };
  '/api/routing/fairness': {
    /** 配分の公平さ: 受け手ごとの受取・受入・差し戻し・期限切れ、ターゲットの割合 */
    get: {
      parameters: { query?: { from?: string; to?: string }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { from: string; to: string; handed: number; receivers: ({ receiver: { kind: string; id: string; name: string }; received: number; accepted: number; rejected: number; ignored: number; pending: number; reRouted: number; targets: number; acceptanceRate: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; targetShare: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null } })[] } } } };
    };
  };
  '/api/reassignments': {
    /** 担当替え(一括): 予定と実施済み */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { reassignments: ({ reassignmentId: number; fromId: number; fromName: string; toNames: (string)[]; effectiveOn: string; sharedUntil: string; note: string | null; state: "planned" | "applied" | "undone"; accounts: number; moved: { accounts: number; targets: number; cycles: number; clocks: number; appointments: number; actions: number } | null; createdBy: string | null; createdAt: string; appliedAt: string | null })[]; today: string } } } };
    };
    /** 担当替えを予定する(実施日に切り替わる) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { fromId: number; shares: ({ toId: string; prefectures?: (string)[]; industries?: (string)[]; targetsOnly?: boolean })[]; effectiveOn: string; actionsTo?: number | null; note?: string | null } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { reassignmentId: number; accounts: number } } } };
    };
  };
  '/api/reassignments/preview': {
    /** 担当替えをすると何が動くか(保存しない) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { fromId: number; shares: ({ toId: string; prefectures?: (string)[]; industries?: (string)[]; targetsOnly?: boolean })[]; effectiveOn: string; actionsTo?: number | null; note?: string | null } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { sharedUntil: string; openActions: number; shares: ({ toId: string | null; accounts: number; targets: number; openHandovers: number; accepted: number; openDeals: number; appointments: number })[]; accounts: ({ accountId: number; name: string; prefecture: string | null; industry: string | null; isTarget: boolean; people: number; openDeals: number; lastActivityOn: string | null; openHandovers: number; accepted: number; appointments: number; toId: string | null })[] } } } };
    };
  };
  '/api/reassignments/{id}/undo': {
    /** 実施日より前の担当替えを取り消す */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { reassignmentId: number } } } };
    };
  };
  '/api/reassignments/{id}/letters': {
    /** 引継書: 企業ごとの人物・商談・次の行動・最近の活動・メモ */
    get: {
      parameters: { query?: { offset?: number; limit?: number }; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { reassignment: { reassignmentId: number; fromId: number; fromName: string; toNames: (string)[]; effectiveOn: string; sharedUntil: string; note: string | null; state: "planned" | "applied" | "undone"; accounts: number; moved: { accounts: number; targets: number; cycles: number; clocks: number; appointments: number; actions: number } | null; createdBy: string | null; createdAt: string; appliedAt: string | null }; letters: ({ accountId: number; name: string; prefecture: string | null; industry: string | null; phone: string | null; isTarget: boolean; tier: string | null; reason: string | null; agencyName: string | null; toName: string; outcome: "moved" | "elsewhere" | null; people: ({ name: string; department: string | null; title: string | null; lastOn: string | null })[]; aims: ({ department: string; role: string | null; personName: string | null; isGone: boolean })[]; deals: ({ name: string; stage: string; amountYen: number | null; createdOn: string | null })[]; leads: ({ personName: string | null; isGone: boolean; state: string; campaign: string | null; handedOn: string | null; nextAction: string | null; nextOn: string | null })[]; appointments: ({ meetsOn: string; meetsAt: string | null; personName: string | null; isGone: boolean; subject: string | null })[]; activities: ({ day: string; type: string; subject: string | null; memberName: string | null })[]; notes: ({ text: string; memberName: string | null; on: string })[] })[]; total: number } } } };
    };
  };
  '/api/reassignments/{id}/letters.xlsx': {
    /** 引継書を Excel で書き出す */
    get: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': unknown } } };
    };
  };
  '/api/meetings': {
    /** 週次会議: 次の会議と議題(前もって作った議題か、いまの議題)、これからの会議、これまでの会議 */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { today: string; isMissing: boolean; agenda: { on: string; lastActions: ({ itemId: number; text: string; ownerName: string | null; dueOn: string | null; state: "open" | "done" | "late" | "dropped"; evidence?: string | null; reason?: string | null })[]; numbers: { handed: number; sal: number; rejected: number; ignored: number; cohortHanded: number; cohortSal: number; cohortRejected?: number; cohortIgnored?: number; cohortPending?: number; cohortDeals: number; salRate: { numerator: number; denominator: number; value: number | null; low: number | null; high: number | null }; dealRate: { numerator: number; denominator: number; value: number | null; low: number | null; high: number | null } }; targets: ({ number: "handed" | "rejected" | "ignored" | "salRate" | "dealRate"; code: string; period: { ja: string; en: string }; unit: "rate" | "count" | "yen" | "days" | "score" | "ratio"; value: number | null; target: number; achievement: number | null; status: "green" | "amber" | "red" | "none" })[]; handovers: { count: number; lines: ({ subject: string; accountId: number | null; cycleId: string | null; detail: string | null; on: string | null; amountYen?: number | null; said?: { ja: string; en: string } | null; counts?: { [key: string]: number } })[] }; ruleChanges: { count: number; lines: ({ subject: string; accountId: number | null; cycleId: string | null; detail: string | null; on: string | null; amountYen?: number | null; said?: { ja: string; en: string } | null; counts?: { [key: string]: number } })[] }; movedAccounts: { count: number; lines: ({ subject: string; accountId: number | null; cycleId: string | null; detail: string | null; on: string | null; amountYen?: number | null; said?: { ja: string; en: string } | null; counts?: { [key: string]: number } })[] }; stalled: { count: number; lines: ({ subject: string; accountId: number | null; cycleId: string | null; detail: string | null; on: string | null; amountYen?: number | null; said?: { ja: string; en: string } | null; counts?: { [key: string]: number } })[] }; stalledDeals: { count: number; lines: ({ subject: string; accountId: number | null; cycleId: string | null; detail: string | null; on: string | null; amountYen?: number | null; said?: { ja: string; en: string } | null; counts?: { [key: string]: number } })[] }; focusAccount: { count: number; lines: ({ subject: string; accountId: number | null; cycleId: string | null; detail: string | null; on: string | null; amountYen?: number | null; said?: { ja: string; en: string } | null; counts?: { [key: string]: number } })[] }; listChanges: { count: number; lines: ({ subject: string; accountId: number | null; cycleId: string | null; detail: string | null; on: string | null; amountYen?: number | null; said?: { ja: string; en: string } | null; counts?: { [key: string]: number } })[] }; plays: { count: number; lines: ({ subject: string; accountId: number | null; cycleId: string | null; detail: string | null; on: string | null; amountYen?: number | null; said?: { ja: string; en: string } | null; counts?: { [key: string]: number } })[] }; fieldVoice: { count: number; lines: ({ subject: string; accountId: number | null; cycleId: string | null; detail: string | null; on: string | null; amountYen?: number | null; said?: { ja: string; en: string } | null; counts?: { [key: string]: number } })[] } }; added: ({ agendaItemId: number; text: string; accountId: number | null; accountName: string | null; addedBy: string | null })[]; planned: ({ meetingId: number; meetsOn: string; meetsAt: string | null; state: "scheduled" | "agenda_ready" | "held" | "minutes_confirmed" | "missed" | "cancelled"; leaderId: number | null; leaderName: string | null; attendees: string; movedFrom: string | null; movedBecause: string | null; reason: string | null; preparedAt: string | null; lastStep: "plan" | "prepare" | "move" | "hold" | "confirm_minutes" | "miss" | "explain" | "cancel"; lastBy: number | null; decisions: number; actions: number })[]; meetings: ({ meetingId: number; meetsOn: string; meetsAt: string | null; state: "scheduled" | "agenda_ready" | "held" | "minutes_confirmed" | "missed" | "cancelled"; leaderId: number | null; leaderName: string | null; attendees: string; movedFrom: string | null; movedBecause: string | null; reason: string | null; preparedAt: string | null; lastStep: "plan" | "prepare" | "move" | "hold" | "confirm_minutes" | "miss" | "explain" | "cancel"; lastBy: number | null; decisions: number; actions: number })[] } } } };
    };
    /** 会議を始める(議題を固定する。予定があればその会議を、なければ新しく。開催されなかったとした日の会議も記録できる) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { on?: string; attendees?: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { meetingId: number } } } };
    };
  };
  '/api/meetings/due': {
    /** 1週間以上会議がないか、開催されなかった会議、次の会議、24時間を過ぎても議事録が下書きの会議、残っている宿題(最初の画面用) */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { today: string; isMissing: boolean; missed: { meetingId: number; meetsOn: string; meetsAt: string | null; state: "scheduled" | "agenda_ready" | "held" | "minutes_confirmed" | "missed" | "cancelled"; leaderId: number | null; leaderName: string | null; attendees: string; movedFrom: string | null; movedBecause: string | null; reason: string | null; preparedAt: string | null; lastStep: "plan" | "prepare" | "move" | "hold" | "confirm_minutes" | "miss" | "explain" | "cancel"; lastBy: number | null; decisions: number; actions: number } | null; next: { meetingId: number; meetsOn: string; meetsAt: string | null; state: "scheduled" | "agenda_ready" | "held" | "minutes_confirmed" | "missed" | "cancelled"; leaderId: number | null; leaderName: string | null; attendees: string; movedFrom: string | null; movedBecause: string | null; reason: string | null; preparedAt: string | null; lastStep: "plan" | "prepare" | "move" | "hold" | "confirm_minutes" | "miss" | "explain" | "cancel"; lastBy: number | null; decisions: number; actions: number } | null; unconfirmed: ({ meetingId: number; meetsOn: string })[]; actions: ({ itemId: number; text: string; ownerName: string | null; dueOn: string | null; state: "open" | "done" | "late" | "dropped"; evidence?: string | null; reason?: string | null })[] } } } };
    };
  };
  '/api/meetings/numbers/{number}': {
    /** 会議の数字の元になったリード(その日までの7日か28日) */
    get: {
      parameters: { query?: { on?: string; limit?: number }; path: { number: "handed" | "sal" | "rejected" | "ignored" | "cohortHanded" | "cohortSal" | "cohortRejected" | "cohortIgnored" | "cohortPending" | "cohortDeals" }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { total: number; rows: ({ kind: "lead" | "deal" | "appointment" | "account" | "person" | "line" | "plan" | "week" | "action"; id: string; accountId: number | null; accountName: string | null; personId: number | null; label: string | null; state: string | null; day: string | null; amountYen: number | null; part: number; isInferred: boolean })[] } } } };
    };
  };
  '/api/meetings/{id}': {
    /** 会議1回: 議題(書いた時のまま。宿題は議事録を確定するまで今の状態。まだなければ null)、決定、宿題 */
    get: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { meetingId: number; meetsOn: string; meetsAt: string | null; state: "scheduled" | "agenda_ready" | "held" | "minutes_confirmed" | "missed" | "cancelled"; leaderId: number | null; leaderName: string | null; attendees: string; movedFrom: string | null; movedBecause: string | null; reason: string | null; preparedAt: string | null; lastStep: "plan" | "prepare" | "move" | "hold" | "confirm_minutes" | "miss" | "explain" | "cancel"; lastBy: number | null; decisions: number; actions: number; agenda: { on: string; lastActions: ({ itemId: number; text: string; ownerName: string | null; dueOn: string | null; state: "open" | "done" | "late" | "dropped"; evidence?: string | null; reason?: string | null })[]; numbers: { handed: number; sal: number; rejected: number; ignored: number; cohortHanded: number; cohortSal: number; cohortRejected?: number; cohortIgnored?: number; cohortPending?: number; cohortDeals: number; salRate: { numerator: number; denominator: number; value: number | null; low: number | null; high: number | null }; dealRate: { numerator: number; denominator: number; value: number | null; low: number | null; high: number | null } }; targets: ({ number: "handed" | "rejected" | "ignored" | "salRate" | "dealRate"; code: string; period: { ja: string; en: string }; unit: "rate" | "count" | "yen" | "days" | "score" | "ratio"; value: number | null; target: number; achievement: number | null; status: "green" | "amber" | "red" | "none" })[]; handovers: { count: number; lines: ({ subject: string; accountId: number | null; cycleId: string | null; detail: string | null; on: string | null; amountYen?: number | null; said?: { ja: string; en: string } | null; counts?: { [key: string]: number } })[] }; ruleChanges: { count: number; lines: ({ subject: string; accountId: number | null; cycleId: string | null; detail: string | null; on: string | null; amountYen?: number | null; said?: { ja: string; en: string } | null; counts?: { [key: string]: number } })[] }; movedAccounts: { count: number; lines: ({ subject: string; accountId: number | null; cycleId: string | null; detail: string | null; on: string | null; amountYen?: number | null; said?: { ja: string; en: string } | null; counts?: { [key: string]: number } })[] }; stalled: { count: number; lines: ({ subject: string; accountId: number | null; cycleId: string | null; detail: string | null; on: string | null; amountYen?: number | null; said?: { ja: string; en: string } | null; counts?: { [key: string]: number } })[] }; stalledDeals: { count: number; lines: ({ subject: string; accountId: number | null; cycleId: string | null; detail: string | null; on: string | null; amountYen?: number | null; said?: { ja: string; en: string } | null; counts?: { [key: string]: number } })[] }; focusAccount: { count: number; lines: ({ subject: string; accountId: number | null; cycleId: string | null; detail: string | null; on: string | null; amountYen?: number | null; said?: { ja: string; en: string } | null; counts?: { [key: string]: number } })[] }; listChanges: { count: number; lines: ({ subject: string; accountId: number | null; cycleId: string | null; detail: string | null; on: string | null; amountYen?: number | null; said?: { ja: string; en: string } | null; counts?: { [key: string]: number } })[] }; plays: { count: number; lines: ({ subject: string; accountId: number | null; cycleId: string | null; detail: string | null; on: string | null; amountYen?: number | null; said?: { ja: string; en: string } | null; counts?: { [key: string]: number } })[] }; fieldVoice: { count: number; lines: ({ subject: string; accountId: number | null; cycleId: string | null; detail: string | null; on: string | null; amountYen?: number | null; said?: { ja: string; en: string } | null; counts?: { [key: string]: number } })[] } } | null; added: ({ agendaItemId: number; text: string; accountId: number | null; accountName: string | null; addedBy: string | null })[]; items: ({ itemId: number; kind: "decision" | "action"; text: string; ownerName: string | null; dueOn: string | null; state: string; reason: string | null; affects: "company" | "targetList" | "handoverRules" | "plays" | "targets" | null; accountId: number | null; accountName: string | null; isReversible: boolean | null; evidence: string | null })[] } } } };
    };
  };
  '/api/meetings/{id}/items': {
    /** 決定(影響する対象と、やり直せるか)または宿題を記録する */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { kind: "decision" | "action"; text: string; ownerId?: number; dueOn?: string; affects?: "company" | "targetList" | "handoverRules" | "plays" | "targets"; accountId?: number; isReversible?: boolean } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { itemId: number } } } };
    };
  };
  '/api/meetings/{id}/items/{itemId}': {
    /** 決定や宿題の記録を取り消す(議事録が下書きの間) */
    delete: {
      parameters: { query?: never; path: { id: number; itemId: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { removed: { kind: "decision" | "action"; text: string; ownerId?: number; dueOn?: string; affects?: "company" | "targetList" | "handoverRules" | "plays" | "targets"; accountId?: number; isReversible?: boolean } } } } };
    };
  };
  '/api/meetings/actions/{id}': {
    /** 宿題を終える(結果やリンクを添えられる)・やめる・元に戻す */
    patch: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { event: "finish" | "drop" | "reopen"; reason?: string; evidence?: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { state: string } } } };
    };
  };
  '/api/meetings/{id}/confirm': {
    /** 議事録を確定する */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { state: string } } } };
    };
  };
  '/api/meetings/series': {
    /** 毎週の会議を予定するとどの日になるか(書き込まない。休みの日は会社のカレンダーで決まる) */
    get: {
      parameters: { query?: { first?: string; weeks?: number; whenClosed?: "move" | "skip" }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { days: ({ wantedOn: string; meetsOn: string | null; why: "moved" | "closed" | "taken" | null })[] } } } };
    };
    /** 会議を予定する(1回、または同じ曜日で毎週。休みの日は翌営業日にするか、その週を飛ばす) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { first: string; weeks?: number; whenClosed?: "move" | "skip"; meetsAt?: string | null; leaderId?: number | null; attendees?: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { meetingIds: (number)[]; days: ({ wantedOn: string; meetsOn: string | null; why: "moved" | "closed" | "taken" | null })[] } } } };
    };
  };
  '/api/meetings/{id}/tell': {
    /** 会議を別の日にする(move)・取りやめる(cancel)・開催されなかった理由を書く(explain) */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { kind: "move"; meetsOn: string; meetsAt?: string | null; why?: string | null } | { kind: "cancel"; why?: string | null } | { kind: "explain"; why: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { meetingIds: (number)[] } } } };
    };
  };
  '/api/meetings/{id}/prepare': {
    /** 予定した会議の議題を、いまの動きで作る(前の営業日の7時には自動で作られる) */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { meetingIds: (number)[] } } } };
    };
  };
  '/api/meetings/undo': {
    /** 会議について自分が最後にした操作(予定・日程変更・取りやめ・開始・議事録の確定など)を取り消す */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { meetingIds: (number)[]; kind: "plan" | "prepare" | "move" | "hold" | "confirm_minutes" | "miss" | "explain" | "cancel" } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { meetingIds: (number)[] } } } };
    };
  };
  '/api/meetings/agenda': {
    /** 議題を手で加える(会議を言わなければ次の会議の議題) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { text: string; accountId?: number; meetingId?: number } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { agendaItemId: number } } } };
    };
  };
  '/api/meetings/agenda/{id}': {
    /** 手で加えた議題を取り消す(議事録が下書きの間) */
    delete: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { removed: { text: string; accountId?: number; meetingId?: number } } } } };
    };
  };
  '/api/plans': {
    /** ある年度の目標: 期間ごと、版ごと、履歴つき */
    get: {
      parameters: { query?: { year?: number }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { year: number; startMonth: number; plans: ({ planId: number; kpiCode: string; kpiName: { ja: string; en: string }; unit: "rate" | "count" | "yen" | "days" | "score" | "ratio"; scope: "all" | "inside"; periodKind: "month" | "quarter" | "half" | "year"; period: { ja: string; en: string }; from: string; to: string; version: number; target: number; state: "draft" | "submitted" | "in_force" | "superseded" | "withdrawn"; events: ({ at: string; memberName: string | null; verdict: "create" | "submit" | "approve" | "return" | "withdraw" | "supersede"; side: "marketing" | "sales" | null; isProxy: boolean; note: string | null })[] })[]; plannable: ({ code: string; name: { ja: string; en: string }; unit: "rate" | "count" | "yen" | "days" | "score" | "ratio" })[] } } } };
    };
    /** 目標を下書きにする(有効な目標は次の版になる) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { plans: ({ kpiCode: string; period: "month" | "quarter" | "half" | "year"; at: string; scope: "all" | "inside"; target: number })[] } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { planIds: (number)[]; changed: number } } } };
    };
  };
  '/api/plans/sheet': {
    /** Excel や CSV から貼り付けた目標を読む。isCheck なら書き込まない */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { text: string; isCheck?: boolean } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { lines: ({ kpiCode: string; kpiName: { ja: string; en: string }; unit: "rate" | "count" | "yen" | "days" | "score" | "ratio"; period: { ja: string; en: string }; scope: "all" | "inside"; target: number })[]; problems: ({ line: number; ja: string; en: string })[]; changed: number } } } };
    };
  };
  '/api/plans/submit': {
    /** 下書きの目標を申請する */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { planIds: (number)[] } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { changed: ({ planId: number; state: string })[] } } } };
    };
  };
  '/api/plans/withdraw': {
    /** 下書きか申請中の目標を取り下げる */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { planIds: (number)[] } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { changed: ({ planId: number; state: string })[] } } } };
    };
  };
  '/api/plans/decide': {
    /** 申請中の目標をマーケまたは営業として承認する・差し戻す */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { planIds: (number)[]; verdict: "approve" | "return"; side?: "marketing" | "sales"; isProxy?: boolean; note?: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { changed: ({ planId: number; state: string })[] } } } };
    };
  };
  '/api/exports/plans.csv': {
    /** ある年度の目標を CSV で書き出す(そのまま貼り戻せる) */
    get: {
      parameters: { query?: { year?: number; language?: "ja" | "en" }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': unknown } } };
    };
  };
  '/api/register': {
    /** 法人番号の台帳: 取り込んだファイルと件数 */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { loads: ({ loadId: number; fileName: string; bytes: number; state: string; rows: number; new: number; changed: number; unchanged: number; problem: string | null; createdAt: string; finishedAt: string | null; memberName: string | null; rejected: number; companies: number | null })[]; companies: number; loadedAt: string | null } } } };
    };
  };
  '/api/register/loads': {
    /** 国税庁の全件・差分ファイルを台帳に入れる(裏で進む。企業は作らない) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { loadId: number } } } };
    };
  };
  '/api/register/loads/{id}/cancel': {
    /** 台帳への取り込みを止める(入った分は残る) */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { loadId: number } } } };
    };
  };
  '/api/towns': {
    /** 町名の表: 取り込んだファイルと件数 */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { loads: ({ loadId: number; fileName: string; bytes: number; state: string; rows: number; new: number; changed: number; unchanged: number; problem: string | null; createdAt: string; finishedAt: string | null; memberName: string | null; leftOut: number; towns: number | null; townsWithReading: number | null })[]; towns: number; townsWithReading: number; loadedAt: string | null } } } };
    };
  };
  '/api/towns/loads': {
    /** 日本郵便・Geolonia の町名の表を入れる(裏で進む。企業は作らない) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { loadId: number } } } };
    };
  };
  '/api/towns/loads/{id}/cancel': {
    /** 町名の表の取り込みを止める(入った分は残る) */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { loadId: number } } } };
    };
  };
  '/api/register/closed-accounts': {
    /** 台帳で閉鎖・合併になっている企業 */
    get: {
      parameters: { query?: { offset?: number; limit?: number }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ accountId: number; name: string; corporateNumber: string; ownerName: string | null; officialName: string; closedOn: string; closedCause: string | null; successorNumber: string | null; successorName: string | null; successorAccountId: number | null; answer: "kept" | "merged" | null; reason: string | null; answeredBy: string | null; answeredAt: string | null })[]; total: number } } } };
    };
  };
  '/api/register/doubtful-numbers': {
    /** 法人番号が台帳と合わない企業(台帳にない番号、別の名前の法人の番号) */
    get: {
      parameters: { query?: { offset?: number; limit?: number }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ why: "unknown" | "other_name"; corporateNumber: string; registeredName: string | null; accountId: number; name: string; ownerName: string | null; prefecture: string | null; registeredPlace: string | null })[]; total: number; isMore: boolean } } } };
    };
  };
  '/api/accounts/{id}/register': {
    /** 企業の法人番号について台帳が知ること */
    get: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { company: { corporateNumber: string; name: string; kana: string | null; englishName: string | null; kind: string | null; prefecture: string | null; city: string | null; street: string | null; postalCode: string | null; closedOn: string | null; closedCause: string | null; successorNumber: string | null; updatedOn: string } | null; aliases: ({ name: string; kind: "official" | "former" | "kana" | "english"; untilOn: string | null })[]; successor: { corporateNumber: string; name: string | null; accountId: number | null } | null; doubt: { why: "unknown" | "other_name"; corporateNumber: string; registeredName: string | null } | null; answer: { answer: "kept" | "merged"; reason: string; by: string | null; at: string } | null } } } };
    };
  };
  '/api/accounts/{id}/closure': {
    /** 閉鎖・合併になった企業を、合併先にまとめる・このままにする */
    put: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { answer: "merged" | "kept"; reason: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { accountId: number } } } };
    };
    /** 「このまま」にした閉鎖・合併を、もう一度確認に戻す */
    delete: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { accountId: number } } } };
    };
  };
  '/api/feedback': {
    /** 引き渡しへの評価: フィードバック率、内訳、一覧(引き渡し月で絞る) */
    get: {
      parameters: { query?: { from?: string; to?: string }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { from: string; to: string; rate: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; waiting: number; byCode: ({ code: "useful" | "not_useful" | "wrong_person" | "wrong_company" | "later"; count: number })[]; rows: ({ cycleId: string; memberId: number; accountId: number | null; accountName: string | null; memberName: string; side: string; code: "useful" | "not_useful" | "wrong_person" | "wrong_company" | "later"; text: string | null; through: string; givenAt: string; answer: string | null; answeredBy: string | null; answeredAt: string | null })[] } } } };
    };
  };
  '/api/feedback/changes': {
    /** あなたの声で変わったことと、マーケからの返事 */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ version: string; changedAt: string; inputs: number; sentence: { ja: string; en: string } })[]; answers: ({ cycleId: string; memberId: number; accountId: number | null; accountName: string | null; memberName: string; side: string; code: "useful" | "not_useful" | "wrong_person" | "wrong_company" | "later"; text: string | null; through: string; givenAt: string; answer: string | null; answeredBy: string | null; answeredAt: string | null })[] } } } };
    };
  };
  '/api/feedback/{cycleId}': {
    /** 引き渡し1件への評価 */
    get: {
      parameters: { query?: never; path: { cycleId: string }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { mine: { cycleId: string; memberId: number; accountId: number | null; accountName: string | null; memberName: string; side: string; code: "useful" | "not_useful" | "wrong_person" | "wrong_company" | "later"; text: string | null; through: string; givenAt: string; answer: string | null; answeredBy: string | null; answeredAt: string | null } | null; rows: ({ cycleId: string; memberId: number; accountId: number | null; accountName: string | null; memberName: string; side: string; code: "useful" | "not_useful" | "wrong_person" | "wrong_company" | "later"; text: string | null; through: string; givenAt: string; answer: string | null; answeredBy: string | null; answeredAt: string | null })[] } } } };
    };
    /** 引き渡しを一押しで評価する */
    put: {
      parameters: { query?: never; path: { cycleId: string }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { code: "useful" | "not_useful" | "wrong_person" | "wrong_company" | "later"; text?: string | null } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { given: true } } } };
    };
    /** 自分の評価を取り消す */
    delete: {
      parameters: { query?: never; path: { cycleId: string }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { taken: boolean } } } };
    };
  };
  '/api/accounts/{id}/feedback': {
    /** 企業のページで評価できる引き渡し(自分が受け取ったもの、新しい順) */
    get: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ cycleId: string; personName: string | null; campaign: string | null; handedOn: string })[] } } } };
    };
  };
  '/api/feedback/{cycleId}/answers/{memberId}': {
    /** マーケから、評価した人へ返事する */
    put: {
      parameters: { query?: never; path: { cycleId: string; memberId: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { text: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { answered: boolean } } } };
    };
    /** 評価への返事を取り消す */
    delete: {
      parameters: { query?: never; path: { cycleId: string; memberId: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { answered: boolean } } } };
    };
  };
  '/api/feedback-links/open': {
    /** メールの評価リンクが何についてのものか(何も変えない) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { token: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { memberName: string; accountName: string | null; handedOn: string | null; saidBefore: string | null } } } };
    };
  };
  '/api/feedback-links/confirm': {
    /** メールの評価リンクから評価を確定する */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { token: string; code: "useful" | "not_useful" | "wrong_person" | "wrong_company" | "later"; text?: string | null } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { given: true } } } };
    };
  };
  '/api/rejections': {
    /** 差し戻しの分析: 理由 × 獲得元 × ルールの版 */
    get: {
      parameters: { query?: { from?: string; to?: string }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { from: string; to: string; handed: number; parts: { handed: number; sal: number; rejected: number; ignored: number; pending: number }; rejected: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; reasons: ({ reason: "wrong_company" | "wrong_role" | "unreachable" | "competitor" | "no_need" | "no_budget" | "too_early" | "no_credit" | "no_capacity" | "not_business" | "other"; count: number })[]; consequences: { [key: string]: number }; rows: ({ source: string | null; ruleVersion: string; handed: number; rejected: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; reasons: ({ reason: "wrong_company" | "wrong_role" | "unreachable" | "competitor" | "no_need" | "no_budget" | "too_early" | "no_credit" | "no_capacity" | "not_business" | "other"; count: number; share: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null } })[] })[] } } } };
    };
  };
  '/api/rejections/rows': {
    /** 差し戻しの数字の元になったリード */
    get: {
      parameters: { query?: { from?: string; to?: string; source?: string; ruleVersion?: string; reason?: "wrong_company" | "wrong_role" | "unreachable" | "competitor" | "no_need" | "no_budget" | "too_early" | "no_credit" | "no_capacity" | "not_business" | "other"; of?: "handed" | "rejected"; outcome?: "sal" | "rejected" | "ignored" | "pending"; limit?: number }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { total: number; rows: ({ cycleId: string; accountId: number | null; accountName: string | null; personName: string | null; handedOn: string | null; state: string; receiverName: string | null; reason: string | null; why: string | null })[] } } } };
    };
  };
  '/api/rule-proposals': {
    /** 毎月のルール変更案と、これまでの版 */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { proposals: ({ id: number; month: string; proposal: { kind: "stop_handing_over" | "check_data_first" | "nurture_longer"; trait: string; value: string; evidence: { before: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; after: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; difference: number | null; interval: { low: number; high: number } | null; isClear: boolean; sentence: { ja: string; en: string } }; reasons: ({ reason: "wrong_company" | "wrong_role" | "unreachable" | "competitor" | "no_need" | "no_budget" | "too_early" | "no_credit" | "no_capacity" | "not_business" | "other"; count: number })[]; effect: { handedBefore: number; handedAfter: number; salRateBefore: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; salRateAfter: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; salMissed: number; dealsMissed: number }; sentence: { ja: string; en: string } }; fromOn: string; toOn: string; state: "open" | "accepted" | "declined"; decidedBy: string | null; decidedAt: string | null; reason: string | null; ruleVersion: string | null })[]; versions: ({ version: string; holds: ({ kind: "stop_handing_over" | "check_data_first" | "nurture_longer"; trait: string; value: string })[]; reason: string; createdAt: string; createdBy: string | null; sentence: { ja: string; en: string } | null })[] } } } };
    };
    /** 今月のルール変更案を今つくる */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { month: string; added: number } } } };
    };
  };
  '/api/rule-proposals/{id}/decide': {
    /** ルール変更案を採用する・見送る(理由つき) */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { verdict: "accepted" | "declined"; reason: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { ruleVersion: string | null; thanked: number } } } };
    };
  };
  '/api/qualification-rule/release': {
    /** 引き渡しを止めている条件をルールから外す(新しい版になる) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { trait: string; value: string; reason: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { ruleVersion: string } } } };
    };
  };
  '/api/replay/start': {
    /** 過去での試算の出発点: 今のルールと、記録のある最後の日 */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { version: string | null; rule: { fit: { [key: string]: { [key: string]: number } }; acts: { [key: string]: number }; windowDays: number; threshold: number; actNow: ("form" | "seminar" | "exhibition" | "card" | "inquiry")[]; holds: ({ kind: "stop_handing_over" | "check_data_first" | "nurture_longer"; trait: string; value: string })[] }; actKinds: ("form" | "seminar" | "exhibition" | "card" | "inquiry")[]; traits: ({ trait: "source" | "industry" | "prefecture" | "size" | "title" | "class"; values: (string)[] })[]; lastKnownDay: string | null } } } };
    };
  };
  '/api/replay': {
    /** 別のルールを過去で試す(何も変えない)。今のルール・新しい順・実際の引き渡しと比べる */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { rule: { fit?: { [key: string]: { [key: string]: number } }; acts: { [key: string]: number }; windowDays: number; threshold: number; actNow?: ("form" | "seminar" | "exhibition" | "card" | "inquiry")[]; holds?: ({ kind: "stop_handing_over" | "check_data_first" | "nurture_longer"; trait: string; value: string })[] }; from: string; to: string; horizonDays?: number } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rule: { policy: "rule" | "in_force" | "newest_first" | "today"; picks: number; unknown: number; immature: number; salRate: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; dealRate: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null } }; inForce: { policy: "rule" | "in_force" | "newest_first" | "today"; picks: number; unknown: number; immature: number; salRate: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; dealRate: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null } }; newestFirst: { policy: "rule" | "in_force" | "newest_first" | "today"; picks: number; unknown: number; immature: number; salRate: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; dealRate: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null } }; today: { policy: "rule" | "in_force" | "newest_first" | "today"; picks: number; unknown: number; immature: number; salRate: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; dealRate: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null } }; againstToday: { sal: { before: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; after: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; difference: number | null; interval: { low: number; high: number } | null; isClear: boolean; sentence: { ja: string; en: string } }; deal: { before: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; after: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; difference: number | null; interval: { low: number; high: number } | null; isClear: boolean; sentence: { ja: string; en: string } } }; againstInForce: { sal: { before: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; after: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; difference: number | null; interval: { low: number; high: number } | null; isClear: boolean; sentence: { ja: string; en: string } }; deal: { before: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; after: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; difference: number | null; interval: { low: number; high: number } | null; isClear: boolean; sentence: { ja: string; en: string } } }; againstNewest: { sal: { before: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; after: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; difference: number | null; interval: { low: number; high: number } | null; isClear: boolean; sentence: { ja: string; en: string } }; deal: { before: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; after: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; difference: number | null; interval: { low: number; high: number } | null; isClear: boolean; sentence: { ja: string; en: string } } }; inputs: ({ input: "source" | "industry" | "prefecture" | "size" | "title" | "class"; known: number; assumed: number; later: number; never: number })[]; caveat: { ja: string; en: string } } } } };
    };
  };
  '/api/replay/rows': {
    /** 試算で引き渡されたはずのリード */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { rule: { fit?: { [key: string]: { [key: string]: number } }; acts: { [key: string]: number }; windowDays: number; threshold: number; actNow?: ("form" | "seminar" | "exhibition" | "card" | "inquiry")[]; holds?: ({ kind: "stop_handing_over" | "check_data_first" | "nurture_longer"; trait: string; value: string })[] }; from: string; to: string; horizonDays?: number; policy: "rule" | "in_force" | "newest_first" | "today"; limit?: number } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { total: number; rows: ({ cycleId: string; accountId: number | null; accountName: string | null; personName: string | null; handedOn: string | null; state: string; receiverName: string | null; reason: string | null; why: string | null; chosenOn: string })[] } } } };
    };
  };
  '/api/replay/inputs/rows': {
    /** 試算の期間のリードのうち、条件の項目がその時点で分かっていた・分かっていなかったもの */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { from: string; to: string; input: "source" | "industry" | "prefecture" | "size" | "title" | "class"; state: "known" | "assumed" | "later" | "never"; limit?: number } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { total: number; rows: ({ cycleId: string; accountId: number | null; accountName: string | null; personName: string | null; handedOn: string | null; state: string; receiverName: string | null; reason: string | null; why: string | null })[] } } } };
    };
  };
  '/api/replay/export': {
    /** 試算で引き渡されたはずのリードの CSV */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { rule: { fit?: { [key: string]: { [key: string]: number } }; acts: { [key: string]: number }; windowDays: number; threshold: number; actNow?: ("form" | "seminar" | "exhibition" | "card" | "inquiry")[]; holds?: ({ kind: "stop_handing_over" | "check_data_first" | "nurture_longer"; trait: string; value: string })[] }; from: string; to: string; horizonDays?: number; policy: "rule" | "in_force" | "newest_first" | "today" } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': unknown } } };
    };
  };
  '/api/replay/routing': {
    /** 別の振り分けルールを過去で試す(何も変えない)。今のルール・順番だけの場合・実際と比べる */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { plan?: { rules: ({ code: string; name: string; when: { prefectures?: (string)[]; products?: (string)[]; industries?: (string)[]; employees?: { from?: number; to?: number } }; to: { kind: "owner" } | { kind: "member" | "pool" | "agency" | "queue"; id: string } })[]; pools: ({ poolId: string; name: string; memberIds: (string)[] })[]; members: { [key: string]: { capacity: number | null; hours: { from: number; to: number } | null } } } | null; from: string; to: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { isCut: boolean; draft: { policy: "draft" | "today" | "newest_first" | "actual"; leads: number; tried: number; pending: number; different: number; unrecorded: number; salRate: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; receivers: ({ receiver: { kind: string; id: string; name: string }; leads: number; tried: number; salRate: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null } })[] }; today: { policy: "draft" | "today" | "newest_first" | "actual"; leads: number; tried: number; pending: number; different: number; unrecorded: number; salRate: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; receivers: ({ receiver: { kind: string; id: string; name: string }; leads: number; tried: number; salRate: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null } })[] }; newestFirst: { policy: "draft" | "today" | "newest_first" | "actual"; leads: number; tried: number; pending: number; different: number; unrecorded: number; salRate: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; receivers: ({ receiver: { kind: string; id: string; name: string }; leads: number; tried: number; salRate: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null } })[] }; actual: { policy: "draft" | "today" | "newest_first" | "actual"; leads: number; tried: number; pending: number; different: number; unrecorded: number; salRate: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; receivers: ({ receiver: { kind: string; id: string; name: string }; leads: number; tried: number; salRate: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null } })[] }; againstToday: { before: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; after: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; difference: number | null; interval: { low: number; high: number } | null; isClear: boolean; sentence: { ja: string; en: string } }; againstNewest: { before: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; after: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; difference: number | null; interval: { low: number; high: number } | null; isClear: boolean; sentence: { ja: string; en: string } }; inputs: ({ input: "owner" | "prefecture" | "industry" | "employees" | "product"; known: number; assumed: number; later: number; never: number })[]; caveat: { ja: string; en: string } } } } };
    };
  };
  '/api/replay/routing/rows': {
    /** 振り分けの試算の数字の元になったリード */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { plan?: { rules: ({ code: string; name: string; when: { prefectures?: (string)[]; products?: (string)[]; industries?: (string)[]; employees?: { from?: number; to?: number } }; to: { kind: "owner" } | { kind: "member" | "pool" | "agency" | "queue"; id: string } })[]; pools: ({ poolId: string; name: string; memberIds: (string)[] })[]; members: { [key: string]: { capacity: number | null; hours: { from: number; to: number } | null } } } | null; from: string; to: string; policy: "draft" | "today" | "newest_first" | "actual"; part?: "tried" | "pending" | "different" | "unrecorded" | null; receiver?: string | null; input?: { of: "owner" | "prefecture" | "industry" | "employees" | "product"; state: "known" | "assumed" | "later" | "never" } | null; limit?: number } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { total: number; rows: ({ cycleId: string; accountId: number | null; accountName: string | null; personName: string | null; handedOn: string | null; state: string; receiverName: string | null; reason: string | null; why: string | null; part: "tried" | "pending" | "different" | "unrecorded"; wouldGo: { kind: string; id: string; name: string } })[] } } } };
    };
  };
  '/api/notice-endpoints': {
    /** 会社の通知先(Teams・Slack・Chatwork・Webhook)と、この1週間の送信結果 */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ id: number; kind: "teams" | "slack" | "chatwork" | "webhook"; name: string; host: string; announces: (string)[]; isOpenToMembers: boolean; disabledAt: string | null; disabledBecause: string | null; previousUntil: string | null; sent: number; waiting: number; failed: number; superseded: number; lastSentAt: string | null })[] } } } };
    };
    /** 通知先を加える。Webhook の署名の鍵は一度だけ返す */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { kind: "teams" | "slack" | "chatwork" | "webhook"; name: string; address: string; token?: string; announces?: ("handed_over" | "reminded" | "overdue" | "unfollowed" | "asked_again" | "accepted" | "rejected" | "rerouted" | "ignored")[]; isOpenToMembers?: boolean } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { id: number; secret: string | null } } } };
    };
  };
  '/api/notice-endpoints/{id}': {
    /** 通知先の名前・知らせる内容を変える、止める・再開する */
    patch: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { name?: string; announces?: ("handed_over" | "reminded" | "overdue" | "unfollowed" | "asked_again" | "accepted" | "rejected" | "rerouted" | "ignored")[]; isOpenToMembers?: boolean; isActive?: boolean } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { id: number } } } };
    };
    /** 通知先を消す(送信の記録も消える) */
    delete: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { removed: true } } } };
    };
  };
  '/api/notice-endpoints/{id}/rotate': {
    /** Webhook の署名の鍵を替える(前の鍵も24時間は併せて署名) */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { secret: string; previousUntil: string } } } };
    };
  };
  '/api/notice-endpoints/{id}/test': {
    /** テスト通知を今送り、結果を返す */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { state: string; status: number | null; problem: string | null; tookMs: number | null } } } };
    };
  };
  '/api/notice-endpoints/{id}/deliveries': {
    /** 通知先ごとの送信の記録 */
    get: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ state: string; status: number | null; problem: string | null; tookMs: number | null; id: number; kind: string; attempts: number; createdAt: string; doneAt: string | null; nextAt: string | null; supersededBecause: "answered" | "lapsed" | "closed" | "withdrawn" | "moved" | "postponed" | "not_due" | "left" | null; accountName: string | null })[] } } } };
    };
  };
  '/api/notices': {
    /** 自分への通知の記録: 知らせたもの、待っているもの、取りやめたものとその理由 */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ id: number; kind: "handed_over" | "reminded" | "overdue" | "unfollowed" | "asked_again"; cycleId: string | null; accountName: string | null; sendAt: string; sentAt: string | null; supersededAt: string | null; supersededBecause: "answered" | "lapsed" | "closed" | "withdrawn" | "moved" | "postponed" | "not_due" | "left" | null; problem: string | null })[] } } } };
    };
  };
  '/api/notice-choice': {
    /** 自分への通知: どれを、どこへ、いつ */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { channels: { handed_over: ("mail" | number)[]; reminded: ("mail" | number)[]; overdue: ("mail" | number)[]; unfollowed: ("mail" | number)[]; digest: ("mail" | number)[] }; quiet: { from: number; to: number } | null; companyQuiet: { from: number; to: number }; endpoints: ({ id: number; kind: "teams" | "slack" | "chatwork" | "webhook"; name: string; isStopped: boolean })[] } } } };
    };
    /** 自分への通知を選ぶ */
    put: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { channels: { handed_over: ("mail" | number)[]; reminded: ("mail" | number)[]; overdue: ("mail" | number)[]; unfollowed: ("mail" | number)[]; digest: ("mail" | number)[] }; quiet: { from: number; to: number } | null } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { channels: { handed_over: ("mail" | number)[]; reminded: ("mail" | number)[]; overdue: ("mail" | number)[]; unfollowed: ("mail" | number)[]; digest: ("mail" | number)[] }; quiet: { from: number; to: number } | null } } } };
    };
  };
  '/api/offers': {
    /** 申し込み(今すぐ対応): 何と書かれた行を営業へ引き渡すか */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { offers: ({ offerId: number; name: string; kind: "newsletter" | "document" | "white_paper" | "open_seminar" | "individual_seminar" | "inquiry" | "urgent_document" | "meeting" | "demo" | "trial" | "quote" | "approval_support"; words: (string)[]; exceptWords: (string)[]; product: string | null; startsOn: string; endsOn: string | null; isActNow: boolean; createdBy: string | null; taken: { [key: string]: number } })[]; kinds: ({ kind: "newsletter" | "document" | "white_paper" | "open_seminar" | "individual_seminar" | "inquiry" | "urgent_document" | "meeting" | "demo" | "trial" | "quote" | "approval_support"; isActNow: boolean })[]; products: (string)[] } } } };
    };
    /** 申し込みを登録する */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { name: string; kind: "newsletter" | "document" | "white_paper" | "open_seminar" | "individual_seminar" | "inquiry" | "urgent_document" | "meeting" | "demo" | "trial" | "quote" | "approval_support"; words: (string)[]; exceptWords?: (string)[]; product?: string | null; startsOn: string; endsOn?: string | null; isActNow: boolean } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { offerId: number } } } };
    };
  };
  '/api/offers/{offerId}': {
    /** 申し込みを変える・終える */
    put: {
      parameters: { query?: never; path: { offerId: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { name: string; kind: "newsletter" | "document" | "white_paper" | "open_seminar" | "individual_seminar" | "inquiry" | "urgent_document" | "meeting" | "demo" | "trial" | "quote" | "approval_support"; words: (string)[]; exceptWords?: (string)[]; product?: string | null; startsOn: string; endsOn?: string | null; isActNow: boolean } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { offerId: number } } } };
    };
    /** まだ誰も申し込んでいない申し込みを削除する */
    delete: {
      parameters: { query?: never; path: { offerId: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { offerId: number } } } };
    };
  };
  '/api/offers/preview': {
    /** 先月からの取り込みで、この申し込みに当てはまる行(保存しない) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { words: (string)[]; exceptWords?: (string)[]; startsOn: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { since: string; total: number; open: number; names: ({ name: string; rows: number })[]; rows: ({ rowKey: string; on: string; accountId: number | null; accountName: string | null; personId: number | null; personName: string | null; campaign: string | null; leadSource: string | null; subject: string | null; fileName: string | null; rowNumber: number; cycleId: string | null; taken: "handed_over" | "held_back" | "joined" | "too_old" | "already_told" | "excluded" | "nobody" | null; wouldBe: "handed_over" | "held_back" | "joined" | "too_old" | "already_told" | "excluded" | "nobody"; isBeforeStart: boolean })[] } } } };
    };
  };
  '/api/offers/{offerId}/rows': {
    /** この申し込みから引き渡した行、営業が対応中のリードに加えた行 など */
    get: {
      parameters: { query?: { outcome?: "handed_over" | "held_back" | "joined" | "too_old" | "already_told" | "excluded" | "nobody" }; path: { offerId: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { total: number; rows: ({ rowKey: string; on: string; accountId: number | null; accountName: string | null; personId: number | null; personName: string | null; campaign: string | null; leadSource: string | null; subject: string | null; fileName: string | null; rowNumber: number; cycleId: string | null })[] } } } };
    };
  };
  '/api/offers/{offerId}/hand-over': {
    /** 申し込みより前・古い行を選んで営業へ引き渡す */
    post: {
      parameters: { query?: never; path: { offerId: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { rowKeys: (string)[] } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { handedOver: number } } } };
    };
  };
  '/api/reviews': {
    /** 名寄せの確認: 人が決める組(つながる記録はまとめて1組) */
    get: {
      parameters: { query?: { kind?: "account" | "person"; about?: number; offset?: number; limit?: number }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ records: ({ id: number; name: string; detail: { [key: string]: string | number | null }; people: number; deals: number; activities: number })[]; pairs: ({ leftId: number; rightId: number; reason: string; evidence: { matched: (string)[]; differs: (string)[] } })[]; priority: { probability: number | null; rows: number; openDeals: number; tier: string | null } })[]; total: number; open: { account: number; person: number } } } } };
    };
  };
  '/api/reviews/compare': {
    /** 2件を並べて見る(まとめる前に) */
    get: {
      parameters: { query?: { kind?: "account" | "person"; leftId?: number; rightId?: number }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { left: { id: number; name: string; detail: { [key: string]: string | number | null }; people: number; deals: number; activities: number }; right: { id: number; name: string; detail: { [key: string]: string | number | null }; people: number; deals: number; activities: number } } } } };
    };
  };
  '/api/reviews/explain': {
    /** 2件が同じか違うかの理由(言葉とビット) */
    get: {
      parameters: { query?: { kind?: "account" | "person"; leftId?: number; rightId?: number }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { answer: "same" | "review" | "related" | "different"; bits: number | null; probability: number; relation: string | null; model: string; priorBits: number; autoBits: number; isVetoed: boolean; evidence: { matched: (string)[]; differs: (string)[] }; lines: ({ comparison: string; level: string; words: { ja: string; en: string }; bits: number; share: number; says: "same" | "review" | "related" | "different"; oneIn: number | null })[]; isNameAlone: boolean } } } };
    };
  };
  '/api/reviews/{kind}/{id}/rows': {
    /** 片方の元の行 */
    get: {
      parameters: { query?: never; path: { kind: "account" | "person"; id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ rowKey: string; role: string; source: string; preset: string; fileName: string; batchId: number; rowNumber: number; externalKey: string | null; method: string; score: number; evidence: { matched: (string)[]; differs: (string)[] }; cells: (string)[]; header: (string)[]; at: string })[]; total: number } } } };
    };
  };
  '/api/reviews/{kind}/{id}/rows/{rowKey}': {
    /** 元の行1つがここにある理由と、次に近かった相手 */
    get: {
      parameters: { query?: never; path: { kind: "account" | "person"; id: number; rowKey: string }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { decided: { answer: "same" | "review" | "related" | "different"; bits: number | null; probability: number; relation: string | null; model: string; priorBits: number; autoBits: number; isVetoed: boolean; evidence: { matched: (string)[]; differs: (string)[] }; lines: ({ comparison: string; level: string; words: { ja: string; en: string }; bits: number; share: number; says: "same" | "review" | "related" | "different"; oneIn: number | null })[] } | null; rest: { answer: "same" | "review" | "related" | "different"; bits: number | null; probability: number; relation: string | null; model: string; priorBits: number; autoBits: number; isVetoed: boolean; evidence: { matched: (string)[]; differs: (string)[] }; lines: ({ comparison: string; level: string; words: { ja: string; en: string }; bits: number; share: number; says: "same" | "review" | "related" | "different"; oneIn: number | null })[] } | null; next: { id: number; name: string; explanation: { answer: "same" | "review" | "related" | "different"; bits: number | null; probability: number; relation: string | null; model: string; priorBits: number; autoBits: number; isVetoed: boolean; evidence: { matched: (string)[]; differs: (string)[] }; lines: ({ comparison: string; level: string; words: { ja: string; en: string }; bits: number; share: number; says: "same" | "review" | "related" | "different"; oneIn: number | null })[] } } | null } } } };
    };
  };
  '/api/reviews/{kind}/{id}/split-preview': {
    /** 選んだ行を分けるとどうなるか(まだ分けない) */
    post: {
      parameters: { query?: never; path: { kind: "account" | "person"; id: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { rowKeys: (string)[] } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { stays: { id: number; name: string; detail: { [key: string]: string | number | null }; people: number; deals: number; activities: number }; leaves: { id: number; name: string; detail: { [key: string]: string | number | null }; people: number; deals: number; activities: number } } } } };
    };
  };
  '/api/reviews/decide': {
    /** 同じ会社・別の会社などを決める */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { kind: "account" | "person"; leftId: number; rightId: number; verdict: "same" | "different" | "site" | "department" | "group" | "renamed" | "unsure"; note?: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { decisionId: number; keptId: number } } } };
    };
  };
  '/api/reviews/{kind}/sheet.xlsx': {
    /** 確認を待つ組を Excel で持ち出す(判断の列つき) */
    get: {
      parameters: { query?: { language?: "ja" | "en" }; path: { kind: "account" | "person" }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': unknown } } };
    };
  };
  '/api/reviews/{kind}/sheet': {
    /** 戻した Excel の判断を確かめる(まだ書き込まない)。どちらの言語の Excel でもよい */
    post: {
      parameters: { query?: { language?: "ja" | "en" }; path: { kind: "account" | "person" }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { verdicts: ({ leftId: number; rightId: number; leftName: string; rightName: string; verdict: "same" | "different" | "site" | "department" | "group" | "renamed" | "unsure"; word: string; note: string })[]; rows: number; problems: (string)[] } } } };
    };
  };
  '/api/reviews/{kind}/decide-many': {
    /** 何組かの判断(1組の全員、戻した Excel)をまとめて記録する */
    post: {
      parameters: { query?: never; path: { kind: "account" | "person" }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { verdicts: ({ leftId: number; rightId: number; verdict: "same" | "different" | "site" | "department" | "group" | "renamed" | "unsure"; note?: string })[] } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { decisionIds: (number)[] } } } };
    };
  };
  '/api/decisions': {
    /** 名寄せの判断の履歴。kind と about で1つの企業・人物についてだけ */
    get: {
      parameters: { query?: { kind?: "account" | "person"; about?: number; limit?: number }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ decisionId: number; kind: string; verdict: string; entityId: number | null; entityName: string | null; leftName: string | null; rightName: string | null; company: string | null; note: string | null; at: string; memberName: string | null; undoneBy: number | null })[] } } } };
    };
  };
  '/api/decisions/{id}/undo-preview': {
    /** 判断を取り消すとどうなるか(まだ取り消さない) */
    get: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { kind: "account" | "person"; verdict: string; sides: ({ id: number; name: string; detail: { [key: string]: string | number | null }; people: number; deals: number; activities: number })[] } } } };
    };
  };
  '/api/decisions/{id}/undo': {
    /** 統合・分割を取り消す */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { undone: number } } } };
    };
  };
  '/api/decisions/undo-many': {
    /** いくつもの判断(1組の全員、戻した Excel)を、並べた順にまとめて取り消す。取り消し済みは飛ばす */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { decisionIds: (number)[] } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { undone: (number)[] } } } };
    };
  };
  '/api/reviews/{kind}/{id}/values': {
    /** 元の行が言うすべての値(使われているものと、使われていないもの) */
    get: {
      parameters: { query?: never; path: { kind: "account" | "person"; id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { attributes: { [key: string]: ({ value: string | number; source: string; on: string; rows: number; people: number | null; givesWay: "shared" | "direct" | null })[] } } } } };
    };
  };
  '/api/match-audit': {
    /** 抜き取り確認: 待っている組、答え、自動でまとめた組の正しさ(区間つき) */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { precision: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; slices: ({ by: "kind" | "method" | "source"; value: string; precision: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null } })[]; unsure: number; agreement: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; draws: { since: string | null; last: string | null; automatic: { of: number; drawn: number }; verdict: { of: number; drawn: number } }; shares: { automatic: number; verdict: number }; waiting: ({ auditId: number; origin: "automatic" | "verdict" | "shared"; kind: "account" | "person"; method: string; source: string; sharedValue: string | null })[]; answered: ({ auditId: number; origin: "automatic" | "verdict" | "shared"; kind: "account" | "person"; method: string; source: string; sharedValue: string | null; entityId: number | null; name: string | null; answer: "same" | "different" | "unsure"; answeredAt: string; memberName: string | null; firstVerdict: string | null; firstMemberName: string | null; decisionId: number | null })[]; disagreements: ({ auditId: number; origin: "automatic" | "verdict" | "shared"; kind: "account" | "person"; method: string; source: string; sharedValue: string | null; entityId: number | null; name: string | null; answer: "same" | "different" | "unsure"; answeredAt: string; memberName: string | null; firstVerdict: string | null; firstMemberName: string | null; decisionId: number | null })[]; gone: number } } } };
    };
  };
  '/api/match-audit/{id}': {
    /** 抜き取った組の両側と理由 */
    get: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { left: { id: number; name: string; detail: { [key: string]: string | number | null }; people: number; deals: number; activities: number }; right: { id: number; name: string; detail: { [key: string]: string | number | null }; people: number; deals: number; activities: number }; evidence: { matched: (string)[]; differs: (string)[] }; explanation: { answer: "same" | "review" | "related" | "different"; bits: number | null; probability: number; relation: string | null; model: string; priorBits: number; autoBits: number; isVetoed: boolean; evidence: { matched: (string)[]; differs: (string)[] }; lines: ({ comparison: string; level: string; words: { ja: string; en: string }; bits: number; share: number; says: "same" | "review" | "related" | "different"; oneIn: number | null })[] } } } } };
    };
  };
  '/api/match-audit/draw': {
    /** 前回からあとの自動のまとまりと判断から抜き取る */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { seed?: number } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { seed: number; automatic: { of: number; drawn: number }; verdict: { of: number; drawn: number } } } } };
    };
  };
  '/api/match-audit/shares': {
    /** 抜き取る割合を変える */
    put: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { automatic: number; verdict: number } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { automatic: number; verdict: number } } } };
    };
  };
  '/api/match-audit/{id}/answer': {
    /** 正しい・違うを答える(違うなら分ける) */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { answer: "same" | "different" | "unsure" } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { decisionId: number | null } } } };
    };
  };
  '/api/match-audit/{id}/undo': {
    /** 抜き取り確認の答えを取り消す */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { undone: number } } } };
    };
  };
  '/api/re-decisions': {
    /** 今の判定でまとめ直す: これまでの見積もりと実行 */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ id: number; state: "queued" | "ready" | "applying" | "applied" | "failed"; summary: { account: { merged: number; split: number; moved: number; rows: number }; person: { merged: number; split: number; moved: number; rows: number } } | null; problem: string | null; createdAt: string; appliedAt: string | null; memberName: string | null })[]; changes: ({ kind: "account" | "person"; change: "merged" | "split" | "moved"; fromId: number; fromName: string | null; fromCompany: string | null; toId: number; toName: string | null; toCompany: string | null; rows: number })[] } } } };
    };
    /** まとめ直すと何が変わるかを調べる(まだ変えない) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { id: number } } } };
    };
  };
  '/api/re-decisions/{id}/apply': {
    /** 調べた通りにまとめ直す */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { id: number } } } };
    };
  };
  '/api/re-decisions/{id}/rows.csv': {
    /** まとめ直すと変わる行のすべて */
    get: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': unknown } } };
    };
  };
  '/api/match-models/{kind}': {
    /** 名寄せのモデル: いまの数字、版、最後の試算 */
    get: {
      parameters: { query?: never; path: { kind: "account" | "person" }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { kind: "account" | "person"; version: { number: number; origin: "shipped" | "trained" | "edited" | "returned"; reason: string | null; adoptedAt: string; adoptedBy: string | null; isInForce: boolean; unlikeShipped: number }; keys: ({ ja: string; en: string })[]; prior: { bits: number; entities: number; knownOdds: number }; thresholds: { auto: { bits: number; probability: number; min: number; max: number }; review: { bits: number; probability: number; min: number; max: number }; margin: { bits: number; probability: number; min: number; max: number } }; comparisons: ({ name: string; words: { ja: string; en: string }; group: string; levels: ({ code: string; words: { ja: string; en: string }; unit: "bits" | "share"; value: number; min: number; max: number; m: number | null; u: number | null; isByFrequency: boolean; bits: number; says: "same" | "review" | "related" | "different"; cap: "same" | "review" | "related" | "different" | null; shipped: number })[] })[]; versions: ({ number: number; origin: "shipped" | "trained" | "edited" | "returned"; reason: string | null; adoptedAt: string; adoptedBy: string | null; isInForce: boolean; unlikeShipped: number })[]; proposal: { id: number; origin: "shipped" | "trained" | "edited" | "returned"; basedOn: number; state: "queued" | "running" | "ready" | "failed" | "cancelled" | "adopted" | "discarded"; step: "read" | "chance" | "pairs" | "compare" | null; done: number; total: number; problem: string | null; adoptedNumber: number | null; createdAt: string; memberName: string | null; result: { rows: number; records: number; entities: number; seed: number; pairs: number; counts: { same: { same: number; review: number; apart: number }; review: { same: number; review: number; apart: number }; apart: { same: number; review: number; apart: number } }; examples: ({ before: "same" | "review" | "apart"; after: "same" | "review" | "apart"; one: { id: number; name: string | null }; other: { id: number; name: string | null }; beforeBits: number; afterBits: number })[] } | null; difference: { thresholds: ({ name: "auto" | "review" | "margin"; before: number; after: number })[]; levels: ({ comparison: string; level: string; words: { ja: string; en: string }; unit: "bits" | "share"; before: number; after: number })[] } | null } | null } } } };
    };
  };
  '/api/match-models/{kind}/proposals': {
    /** 名寄せのモデルを試す: 自社の行から学ぶ、数字を変える、前の版に戻す(まだ変えない) */
    post: {
      parameters: { query?: never; path: { kind: "account" | "person" }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { origin: "trained" } | { origin: "edited"; change: { thresholds?: { auto?: number; review?: number; margin?: number }; levels?: ({ comparison: string; level: string; value: number })[] } } | { origin: "returned"; to: "shipped" | number } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { id: number } } } };
    };
  };
  '/api/match-models/proposals/{id}/adopt': {
    /** 試した数字を新しい版として採用する */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { number: number } } } };
    };
  };
  '/api/match-models/proposals/{id}': {
    /** 試算を取りやめる */
    delete: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { id: number } } } };
    };
  };
  '/api/wish-lists': {
    /** 営業の希望リストを貼り付けて照合する */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { name: string; lines: ({ text: string; nominatedBy?: string; agency?: string; reason?: string })[] } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { wishListId: number } } } };
    };
    /** 希望リストの一覧 */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ wishListId: number; name: string; at: string; memberName: string | null })[] } } } };
    };
  };
  '/api/wish-lists/read': {
    /** 希望リストのファイルを読む(まだ照合しない) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { lines: ({ text: string; nominatedBy?: string; agency?: string; reason?: string })[]; unread: boolean } } } };
    };
  };
  '/api/wish-lists/{id}/register': {
    /** 該当なしの会社を新しい企業として登録する */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { registered: number; batchId: number } } } };
    };
  };
  '/api/wish-lists/{id}': {
    /** 希望リストの照合結果: 一致・候補・該当なし */
    get: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { wishListId: number; name: string; items: ({ position: number; text: string; nominatedBy: string | null; agency: string | null; agencyId: number | null; agencyName: string | null; reason: string | null; outcome: string; accountId: number | null; candidates: ({ accountId: number; name: string; prefecture: string | null; corporateNumber: string | null; people: number; similarity: number })[]; accountName: string | null; targetLineId: number | null; targetStatus: string | null })[]; counts: { match: number; candidates: number; none: number } } } } };
    };
  };
  '/api/wish-lists/{id}/items/{position}': {
    /** 候補やほかの企業から選ぶ、該当なしにする、または選び直す */
    patch: {
      parameters: { query?: never; path: { id: number; position: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { accountId: number | null; isOpenAgain?: boolean } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { position: number } } } };
    };
  };
  '/api/wish-lists/{id}/nominate': {
    /** 一致した企業を営業の推薦としてリストに加える */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { added: number; lineIds: (number)[] } } } };
    };
  };
  '/api/targets': {
    /** ターゲットリスト */
    get: {
      parameters: { query?: { status?: "candidate" | "awaiting_sales" | "awaiting_marketing" | "active" | "on_hold" | "declined" | "paused" | "excluded"; search?: string; filter?: string; sort?: "list" | "name" | "status" | "class" | "tier" | "ownerName" | "agencyName" | "origin" | "nominatedBy" | "reason" | "industry" | "prefecture" | "people" | "openDeals" | "lastActivityOn"; direction?: "asc" | "desc"; offset?: number; limit?: number }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ targetLineId: number; accountId: number; name: string; corporateNumber: string | null; prefecture: string | null; industry: string | null; class: string | null; tier: string | null; ownerId: number | null; ownerName: string | null; agencyId: number | null; agencyName: string | null; reason: string | null; origin: string; nominatedBy: string | null; status: string; salesApproved: boolean; marketingApproved: boolean; hasProxy: boolean; aims: ({ aimId: number; department: string; personId: number | null; personName: string | null; role: string | null; searchDueOn: string | null; left: { why: "told" | "changed" | "elsewhere" | "undated"; on: string | null; by: string | null; nextAccountId: number | null; nextAccountName: string | null; confirmedBy: string | null; source: string; rowKey: string } | null })[]; people: number; openDeals: number; lastActivityOn: string | null; externalKeys: { [key: string]: string } })[]; total: number; lineIds: (number)[]; counts: { [key: string]: number }; side: "marketing" | "sales" | null; mayApprove: boolean } } } };
    };
    /** 企業を候補に加える(営業から推薦する) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { targets: ({ accountId: number; ownerId?: number | null; ownerName?: string | null; class?: "existing" | "prospect" | null; tier?: "strategic" | "lite" | "programmatic" | null; reason?: string | null; nominatedBy?: string | null; origin: "sales_nominated" | "proposal" | "marketing" })[] } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { added: number; lineIds: (number)[] } } } };
    };
  };
  '/api/targets/proposals': {
    /** 自社の実績からの提案(理由の点数は合計と一致) */
    get: {
      parameters: { query?: { limit?: number }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ accountId: number; name: string; points: number; reasons: ({ code: string; points: number; detail: { [key: string]: string | number } })[] })[]; considered: number; basis: "gross_profit" | "revenue" } } } };
    };
  };
  '/api/targets/decide': {
    /** 承認・見送り・保留など。1件でもまとめてでも */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { lineIds: (number)[]; verdict: "approve" | "withdraw" | "hold" | "decline" | "pause" | "resume" | "exclude" | "reopen"; side?: "marketing" | "sales"; reason?: string; isProxy?: boolean; proxyNote?: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { changed: ({ lineId: number; status: string })[]; bulkEditId: number } } } };
    };
  };
  '/api/targets/decide/{id}/undo': {
    /** 自分の承認・見送りなどを、まとめて元に戻す */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { restored: number } } } };
    };
  };
  '/api/targets/remove': {
    /** 加えたばかりの候補を外す(まだ誰も判断していないものだけ) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { lineIds: (number)[] } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { removed: number } } } };
    };
  };
  '/api/targets/edit': {
    /** 選んだターゲットの担当・区分・階層・代理店をまとめて変える。まとめて取り消せる */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { lineIds: (number)[]; changes: { ownerId?: number | null; ownerName?: string | null; class?: "existing" | "prospect" | null; tier?: "strategic" | "lite" | "programmatic" | null; reason?: string | null; agencyId?: number | null } } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { edited: number; bulkEditId: number } } } };
    };
  };
  '/api/targets/{id}': {
    /** ターゲットの担当・区分・階層・理由を変える */
    patch: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { ownerId?: number | null; ownerName?: string | null; class?: "existing" | "prospect" | null; tier?: "strategic" | "lite" | "programmatic" | null; reason?: string | null; agencyId?: number | null } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { status: string } } } };
    };
  };
  '/api/targets/{id}/history': {
    /** 承認の履歴 */
    get: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { events: ({ at: string; side: string | null; verdict: string; reason: string | null; isProxy: boolean; proxyNote: string | null; memberName: string | null; isUndone: boolean })[] } } } };
    };
  };
  '/api/targets/{id}/aims': {
    /** 狙う部署と人物。人物が未特定なら探す期日 */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { department: string; personId?: number | null; role?: string | null; searchDueOn?: string | null } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { aimId: number } } } };
    };
  };
  '/api/targets/{id}/aims/{aimId}': {
    /** 狙う部署・人物を消す */
    delete: {
      parameters: { query?: never; path: { id: number; aimId: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { removed: number } } } };
    };
  };
  '/api/waterfall': {
    /** 引き渡し月ごとの MQL→SAL→SQL→商談→受注 */
    get: {
      parameters: { query?: { scope?: "all" | "inside" | "outside"; by?: "source" | "campaign" | "owner" | "agency"; key?: string; from?: string; to?: string }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { from: string; to: string; cohorts: ({ mql: number; sal: number; sql: number; deal: number; won: number; rejected: number; inferred: number; lapsed: number; waiting: number; cohort: string; salRate: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; registrationRate: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; observedDays: number; isMature: boolean })[]; total: { mql: number; sal: number; sql: number; deal: number; won: number; rejected: number; inferred: number; lapsed: number; waiting: number; cohort: string; salRate: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; registrationRate: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; observedDays: number; isMature: boolean }; period: { lead: number; mql: number; sal: number; sql: number; deal: number; won: number; salRatio: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; registrationRatio: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null } }; salesMade: { deals: number; won: number } | null } } } };
    };
  };
  '/api/waterfall/rows': {
    /** 数字の元になったリード */
    get: {
      parameters: { query?: { scope?: "all" | "inside" | "outside"; by?: "source" | "campaign" | "owner" | "agency"; key?: string; from?: string; to?: string; stage?: "lead" | "mql" | "sal" | "sql" | "deal" | "won" | "rejected" | "lapsed" | "waiting" | "ignored" | "inferred"; basis?: "cohort" | "period"; split?: "source" | "campaign" | "owner" | "agency"; splitKey?: string; withinDays?: number; limit?: number }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ cycleId: string; accountId: number | null; accountName: string | null; personId: number | null; personName: string | null; source: string; ownerName: string | null; mqlOn: string | null; stages: ({ stage: string; at: string; isInferred: boolean; reason: string | null })[]; batchId: number; fileName: string; rowNumber: number })[]; total: number } } } };
    };
  };
  '/api/waterfall/breakdown': {
    /** システム・獲得元・担当・代理店ごとの内訳 */
    get: {
      parameters: { query?: { scope?: "all" | "inside" | "outside"; by?: "source" | "campaign" | "owner" | "agency"; key?: string; from?: string; to?: string; split?: "source" | "campaign" | "owner" | "agency" }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { groups: ({ mql: number; sal: number; sql: number; deal: number; won: number; rejected: number; inferred: number; lapsed: number; waiting: number; key: string; name: string; salRate: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; registrationRate: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null } })[] } } } };
    };
  };
  '/api/waterfall/deals': {
    /** 金額や件数の元になった商談 */
    get: {
      parameters: { query?: { scope?: "all" | "inside" | "outside"; by?: "source" | "campaign" | "owner" | "agency"; key?: string; from?: string; to?: string; kind?: "named" | "open" | "postponed" | "won" | "lost" | "sales_made" | "sales_made_won"; lostReason?: "price" | "function" | "competitor" | "no_decision" | "budget" | "timing" | "relation" | "other" | "untold"; limit?: number }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { total: number; amountYen: number | null; deals: ({ dealId: string; name: string; accountId: number | null; accountName: string | null; ownerName: string | null; state: string; amountYen: number | null; createdOn: string | null; closedOn: string | null; lostNote: string | null })[] } } } };
    };
  };
  '/api/waterfall/accounts': {
    /** 段階に来た企業(企業で数える用語体系) */
    get: {
      parameters: { query?: { scope?: "all" | "inside" | "outside"; by?: "source" | "campaign" | "owner" | "agency"; key?: string; from?: string; to?: string; stage?: "target" | "lead" | "mql" | "sal" | "sql" | "deal" | "won"; class?: "existing" | "prospect"; limit?: number }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { total: number; accounts: ({ accountId: number; name: string; class: string | null })[] } } } };
    };
  };
  '/api/deals': {
    /** 商談: 止まっているもの(完了予定日・再開予定日を過ぎた、90日接点がない)、進行中、保留、見送り、最近の決着 */
    get: {
      parameters: { query?: { view?: "stalled" | "past_closing" | "quiet" | "open" | "postponed" | "no_decision" | "ended"; whose?: "all" | "mine"; scope?: "all" | "inside" | "outside"; phase?: "1" | "2" | "3" | "4" | "5" | "6" | "none"; offset?: number; limit?: number }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { quietDays: number; views: { stalled: { deals: number; amountYen: number }; past_closing: { deals: number; amountYen: number }; quiet: { deals: number; amountYen: number }; open: { deals: number; amountYen: number }; postponed: { deals: number; amountYen: number }; no_decision: { deals: number; amountYen: number }; ended: { deals: number; amountYen: number } }; phases: ({ deals: number; amountYen: number; phase: number | null })[]; rows: ({ dealId: string; name: string; accountId: number | null; accountName: string | null; stage: string; phase: number | null; state: "open" | "won" | "lost" | "no_decision" | "postponed"; amountYen: number | null; createdOn: string | null; closedOn: string | null; postponedUntil: string | null; lastContactOn: string | null; ownerName: string | null; isPastClosing: boolean; isResumeDue: boolean; isQuiet: boolean; reopened: { on: string; endedOn: string; days: number; isLate: boolean } | null })[] } } } };
    };
  };
  '/api/deals/{id}': {
    /** 商談の経緯: ファイルと人が伝えた決着・保留・再開 */
    get: {
      parameters: { query?: never; path: { id: string }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { dealId: string; name: string; stage: string; state: "open" | "won" | "lost" | "no_decision" | "postponed"; closedOn: string | null; postponedUntil: string | null; toldState: "open" | "won" | "lost" | "no_decision" | "postponed" | null; reopened: { on: string; endedOn: string; days: number; isLate: boolean } | null; log: ({ kind: "win" | "lose" | "give_up" | "postpone" | "resume" | "reopen" | "reopen_late"; on: string; until: string | null; reason: "price" | "function" | "competitor" | "no_decision" | "budget" | "timing" | "relation" | "other" | null; reopened: { on: string; endedOn: string; days: number; isLate: boolean } | null; why: string | null; memberName: string | null; file: { batchId: number; name: string; rowNumber: number } | null; at: string })[]; possible: ("postpone" | "give_up" | "resume" | "reopen")[]; mayUndo: boolean } } } };
    };
  };
  '/api/deals/{id}/steps': {
    /** 商談を保留・見送りにする、再開する(ファイルが別のことを伝えるまで) */
    post: {
      parameters: { query?: never; path: { id: string }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { kind: "postpone"; until: string; why: string } | { kind: "give_up" | "resume" | "reopen"; why: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { ok: true } } } };
    };
  };
  '/api/deals/{id}/steps/undo': {
    /** 商談について自分が最後にした操作を取り消す */
    post: {
      parameters: { query?: never; path: { id: string }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { ok: true } } } };
    };
  };
  '/api/deal-phases': {
    /** ソースごとの「商談のフェーズ→6段階」の表と、進行中の商談に出てくるフェーズ */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { tables: ({ source: string; table: { [key: string]: 1 | 2 | 3 | 4 | 5 | 6 | null }; seen: ({ stage: string; deals: number; phase: 1 | 2 | 3 | 4 | 5 | 6 | null })[] })[] } } } };
    };
  };
  '/api/deal-phases/{source}': {
    /** 「商談のフェーズ→6段階」の表を変える */
    put: {
      parameters: { query?: never; path: { source: string }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { [key: string]: 1 | 2 | 3 | 4 | 5 | 6 | null } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { source: string } } } };
    };
  };
  '/api/waterfall/velocity': {
    /** 段階ごとの日数(打ち切りを考えた中央値) */
    get: {
      parameters: { query?: { scope?: "all" | "inside" | "outside"; by?: "source" | "campaign" | "owner" | "agency"; key?: string; from?: string; to?: string }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { steps: ({ from: string; to: string; median: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; quarter: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null } })[] } } } };
    };
  };
  '/api/waterfall/curve': {
    /** 引き渡しからの日数と到達率(カプラン・マイヤー法)、引き渡し月ごとの表 */
    get: {
      parameters: { query?: { scope?: "all" | "inside" | "outside"; by?: "source" | "campaign" | "owner" | "agency"; key?: string; from?: string; to?: string; stage?: "sal" | "sql" | "deal" | "won" }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { leads: number; steps: ({ day: number; atRisk: number; converted: number; share: number })[]; ages: ({ day: number; figure: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; atRisk: number })[]; median: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; columns: (number)[]; cohorts: ({ cohort: string; leads: number; observedDays: number; cells: ({ value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null } | null)[] })[] } } } };
    };
  };
  '/api/waterfall/value': {
    /** リードから生まれた商談の金額とパイプライン速度 */
    get: {
      parameters: { query?: { scope?: "all" | "inside" | "outside"; by?: "source" | "campaign" | "owner" | "agency"; key?: string; from?: string; to?: string }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { deals: number; unnamed: number; won: number; lost: number; postponed: number; postponedYen: number; openYen: number; wonYen: number; averageYen: number | null; cycleDays: number | null; yenPerDay: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; lostReasons: ({ reason: "price" | "function" | "competitor" | "no_decision" | "budget" | "timing" | "relation" | "other" | "untold"; deals: number; yen: number })[] } } } };
    };
  };
  '/api/waterfall/cost': {
    /** リードの獲得にかかった費用(取込のときの1件あたりの費用から) */
    get: {
      parameters: { query?: { scope?: "all" | "inside" | "outside"; by?: "source" | "campaign" | "owner" | "agency"; key?: string; from?: string; to?: string }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { acquired: number; priced: number; costYen: number } } } };
    };
  };
  '/api/waterfall/vocabulary': {
    /** 同じ記録をほかの4つのウォーターフォールの言葉で */
    get: {
      parameters: { query?: { scope?: "all" | "inside" | "outside"; by?: "source" | "campaign" | "owner" | "agency"; key?: string; from?: string; to?: string; version?: "original" | "rearchitected" | "demand_unit" | "revenue" }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { unit: "lead" | "account"; stages: ({ name: string; counts: string | null; needs: "tele" | "intent" | null; total: number | null; existing: number | null; prospect: number | null })[] } } } };
    };
  };
  '/api/comparison': {
    /** 前後比較: SAL率、SFA登録率、日数 */
    get: {
      parameters: { query?: { scope?: "all" | "inside" | "outside"; by?: "source" | "campaign" | "owner" | "agency"; key?: string; between?: "periods" | "scope" | "source" | "campaign" | "owner" | "agency"; beforeKey?: string; afterKey?: string; kind?: "half" | "quarter" | "month" | "year"; beforeFrom?: string; beforeTo?: string; afterFrom?: string; afterTo?: string; denominator?: "mql" | "sal" }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { handovers: { first: string; last: string; lastRipe: string }; startMonth: number; denominator: "mql" | "sal"; between: "periods" | "scope" | "source" | "campaign" | "owner" | "agency"; chosen: { kind: "half" | "quarter" | "month" | "year"; because: "before" | "year_before" | "few" | "young" } | null; groups: ({ key: string; name: string; mql: number })[]; before: { name: { ja: string; en: string } | null; scope: "all" | "inside" | "outside"; key: string | null; from: string; to: string; counts: { mql: number; sal: number; sql: number; deal: number; won: number; rejected: number; inferred: number; lapsed: number; waiting: number }; observedDays: number; isMature: boolean }; after: { name: { ja: string; en: string } | null; scope: "all" | "inside" | "outside"; key: string | null; from: string; to: string; counts: { mql: number; sal: number; sql: number; deal: number; won: number; rejected: number; inferred: number; lapsed: number; waiting: number }; observedDays: number; isMature: boolean }; rates: ({ kind: "sal" | "deal"; comparison: { before: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; after: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; difference: number | null; interval: { low: number; high: number } | null; isClear: boolean; sentence: { ja: string; en: string } }; period: { before: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; after: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null } } })[]; days: ({ stage: "sal" | "deal"; median: { before: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; after: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null } }; quarter: { before: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; after: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null } } })[]; sameAge: { day: number; sal: { before: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; after: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null } }; deal: { before: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; after: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null } } } | null } } } };
    };
  };
  '/api/comparison/ignored': {
    /** 前後比較: 無視率(活動の記録がある期間だけ) */
    get: {
      parameters: { query?: { scope?: "all" | "inside" | "outside"; by?: "source" | "campaign" | "owner" | "agency"; key?: string; between?: "periods" | "scope" | "source" | "campaign" | "owner" | "agency"; beforeKey?: string; afterKey?: string; kind?: "half" | "quarter" | "month" | "year"; beforeFrom?: string; beforeTo?: string; afterFrom?: string; afterTo?: string; denominator?: "mql" | "sal" }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { comparison: { before: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; after: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; difference: number | null; interval: { low: number; high: number } | null; isClear: boolean; sentence: { ja: string; en: string } } } } } };
    };
  };
  '/api/home/tiles': {
    /** 最初の画面の数字: 役割ごとに3つ、または自分で選んだもの(7つまで) */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { tiles: ({ code: string; version: number; phase: number | null; name: { ja: string; en: string }; question: { ja: string; en: string }; formula: { ja: string; en: string }; unit: "rate" | "count" | "yen" | "days" | "score" | "ratio"; grain: { ja: string; en: string }; direction: "higher" | "lower" | "neither"; figure: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; unmeasured: { ja: string; en: string } | null; previous: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null } | null; lastYear: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null } | null; soFar: { previous: string; lastYear: string } | null; change: { ja: string; en: string } | null; markers: ({ on: string; what: "definition" | "qualification_rule" | "routing_rule" | "target_list" | "stage_table" | "plan"; version: string; whatChanged: { ja: string; en: string }; by: string | null })[]; caution: { ja: string; en: string } | null; plan: { target: number; approvals: { marketing: string | null; sales: string | null }; achievement: number | null; pace: number | null; landing: number | null; landingAchievement: number | null; status: "green" | "amber" | "red" | "none"; elapsedDays: number; totalDays: number; pipeline: { figure: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; achievement: number | null } | null } | null; opens: "parts" | "cases" | "accounts" | null; period: { kind: "week" | "month" | "quarter" | "half" | "year"; from: string; to: string; label: { ja: string; en: string } }; scope: "all" | "inside" | "owner" | "agency"; asOf: string; isSettled: boolean; next: { ja: string; en: string; to: string } })[]; isChosen: boolean; max: number; choices: ({ code: string; name: { ja: string; en: string }; phase: number | null })[]; questions: ({ code: string; question: { ja: string; en: string } })[] } } } };
    };
    /** 最初の画面の数字を選ぶ(空なら役割の3つに戻す) */
    put: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { codes: (string)[] } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { codes: (string)[] } } } };
    };
  };
  '/api/kpis': {
    /** 指標: 値・区間・件数と、前の期間・前年同期。入力のないものは未計測 */
    get: {
      parameters: { query?: { period?: "month" | "quarter" | "half" | "year"; at?: string; scope?: "all" | "inside" | "owner"; owner?: number; phase?: number }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { period: { kind: string; from: string; to: string; label: { ja: string; en: string } }; asOf: string; isSettled: boolean; goal: string; kpis: ({ code: string; version: number; phase: number | null; name: { ja: string; en: string }; question: { ja: string; en: string }; formula: { ja: string; en: string }; unit: "rate" | "count" | "yen" | "days" | "score" | "ratio"; grain: { ja: string; en: string }; direction: "higher" | "lower" | "neither"; figure: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; unmeasured: { ja: string; en: string } | null; previous: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null } | null; lastYear: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null } | null; soFar: { previous: string; lastYear: string } | null; change: { ja: string; en: string } | null; markers: ({ on: string; what: "definition" | "qualification_rule" | "routing_rule" | "target_list" | "stage_table" | "plan"; version: string; whatChanged: { ja: string; en: string }; by: string | null })[]; caution: { ja: string; en: string } | null; plan: { target: number; approvals: { marketing: string | null; sales: string | null }; achievement: number | null; pace: number | null; landing: number | null; landingAchievement: number | null; status: "green" | "amber" | "red" | "none"; elapsedDays: number; totalDays: number; pipeline: { figure: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; achievement: number | null } | null } | null; opens: "parts" | "cases" | "accounts" | null })[] } } } };
    };
  };
  '/api/exports/kpis.{format}': {
    /** 指標の一覧を CSV か Excel で書き出す */
    get: {
      parameters: { query?: { period?: "month" | "quarter" | "half" | "year"; at?: string; scope?: "all" | "inside" | "owner"; owner?: number; language?: "ja" | "en" }; path: { format: "csv" | "xlsx" }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': unknown } } };
    };
  };
  '/api/months': {
    /** 月次報告の月と締めの状態(新しい順) */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { latest: string; months: ({ month: string; closing: { closingId: number; month: string; startMonth: number; closedAt: string; closedByName: string | null; reopenedAt: string | null; reopenedByName: string | null; reopenReason: string | null; checkedAt: string | null; differences: number } | null })[] } } } };
    };
  };
  '/api/months/{month}/report': {
    /** 月次報告: 計画比・前年同月比・累計・着地見込み・所見・お願い事項。締めた月は締めたときの数値 */
    get: {
      parameters: { query?: never; path: { month: string }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { month: string; periods: { month: { kind: string; from: string; to: string; label: { ja: string; en: string } }; lastYear: { kind: string; from: string; to: string; label: { ja: string; en: string } }; toDate: { kind: string; from: string; to: string; label: { ja: string; en: string } }; toDateLastYear: { kind: string; from: string; to: string; label: { ja: string; en: string } }; year: { kind: string; from: string; to: string; label: { ja: string; en: string } } }; results: ({ code: string; version: number; name: { ja: string; en: string }; unit: "rate" | "count" | "yen" | "days" | "score" | "ratio"; month: { figure: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; target: number | null; achievement: number | null }; lastYear: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; yearOnYear: { value: number | null; unit: "ratio" | "points"; isClear: boolean | null; changed: { on: string; whatChanged: { ja: string; en: string } } | null }; toDate: { figure: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; target: number | null; achievement: number | null }; toDateLastYear: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; toDateYearOnYear: { value: number | null; unit: "ratio" | "points"; isClear: boolean | null; changed: { on: string; whatChanged: { ja: string; en: string } } | null }; landing: { figure: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; target: number | null; achievement: number | null }; pipeline: { figure: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; target: number | null; achievement: number | null } | null; unmeasured: { ja: string; en: string } | null; opens: boolean })[]; coverage: ({ code: string; version: number; name: { ja: string; en: string }; unit: "rate" | "count" | "yen" | "days" | "score" | "ratio"; month: { figure: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; target: number | null; achievement: number | null }; lastYear: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; yearOnYear: { value: number | null; unit: "ratio" | "points"; isClear: boolean | null; changed: { on: string; whatChanged: { ja: string; en: string } } | null }; toDate: { figure: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; target: number | null; achievement: number | null }; toDateLastYear: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; toDateYearOnYear: { value: number | null; unit: "ratio" | "points"; isClear: boolean | null; changed: { on: string; whatChanged: { ja: string; en: string } } | null }; landing: { figure: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; target: number | null; achievement: number | null }; pipeline: { figure: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; target: number | null; achievement: number | null } | null; unmeasured: { ja: string; en: string } | null; opens: boolean })[]; funnel: ({ stage: "mql" | "sal" | "sql" | "deal" | "won"; month: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; toDate: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null } })[]; handed: { month: { handed: number; sal: number; rejected: number; ignored: number; pending: number } | null; toDate: { handed: number; sal: number; rejected: number; ignored: number; pending: number } | null }; trend: ({ month: string; value: number | null; lastYear: number | null; isChanged: boolean })[]; closing: { closingId: number; month: string; startMonth: number; closedAt: string; closedByName: string | null; reopenedAt: string | null; reopenedByName: string | null; reopenReason: string | null; checkedAt: string | null; differences: number } | null; reopened: ({ closingId: number; month: string; startMonth: number; closedAt: string; closedByName: string | null; reopenedAt: string | null; reopenedByName: string | null; reopenReason: string | null; checkedAt: string | null; differences: number })[]; texts: { findings: string; requests: string; changedAt: string | null; changedByName: string | null }; corrections: ({ code: string; name: { ja: string; en: string }; unit: "rate" | "count" | "yen" | "days" | "score" | "ratio"; period: { ja: string; en: string }; from: string; to: string; frozen: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; now: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; difference: number | null; casesChanged: number | null; version: number; versionNow: number; mayProgress: boolean })[] } } } };
    };
  };
  '/api/months/{month}/landing': {
    /** 商談の積み上げによる着地見込みの内訳: 受注済みと、段階ごと・商談ごとの金額×受注率。締めた月は締めたときの商談 */
    get: {
      parameters: { query?: never; path: { month: string }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { figure: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; from: string; to: string; wonYen: number | null; openYen: number; openDeals: number; isWeak: boolean; isFrozen: boolean; stages: ({ source: string; stage: string; likelihood: number; decided: number; deals: number; amountYen: number; partYen: number })[]; deals: ({ dealId: string; accountId: number | null; accountName: string | null; name: string | null; source: string; stage: string; closesOn: string; amountYen: number; likelihood: number; decided: number; partYen: number })[]; leftOut: { withoutAmount: number; withoutDate: number; overdue: number; overdueYen: number; postponed: number } | null } } } };
    };
  };
  '/api/months/{month}/texts': {
    /** 所見とお願い事項を書く */
    put: {
      parameters: { query?: never; path: { month: string }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { findings: string; requests: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { month: string } } } };
    };
  };
  '/api/months/{month}/close': {
    /** 月次締め: 数値を固定する */
    post: {
      parameters: { query?: never; path: { month: string }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { closingId: number } } } };
    };
  };
  '/api/months/{month}/reopen': {
    /** 締めを解く(理由が必要) */
    post: {
      parameters: { query?: never; path: { month: string }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { reason: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { month: string } } } };
    };
  };
  '/api/months/{month}/check': {
    /** 締めた数値を今のデータと比べる(毎晩も行う) */
    post: {
      parameters: { query?: never; path: { month: string }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { differences: number } } } };
    };
  };
  '/api/months/{month}/corrections/{code}': {
    /** 締めたあとに増えた・減った・金額が変わったリードと商談 */
    get: {
      parameters: { query?: never; path: { month: string; code: string }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { changed: number; rows: ({ measure: string; change: "added" | "removed" | "amount"; kind: "lead" | "deal"; id: string; accountId: number | null; accountName: string | null; amountFrozenYen: number | null; amountYen: number | null })[] } } } };
    };
  };
  '/api/months/rows/{code}': {
    /** 月次報告の数値の元になったリードと商談(今のデータ) */
    get: {
      parameters: { query?: { part?: "numerator" | "denominator"; from?: string; to?: string; limit?: number }; path: { code: string }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { total: number; rows: ({ kind: "lead" | "deal" | "appointment" | "account" | "person" | "line" | "plan" | "week" | "action"; id: string; accountId: number | null; accountName: string | null; personId: number | null; label: string | null; state: string | null; day: string | null; amountYen: number | null; part: number; isInferred: boolean })[] } } } };
    };
  };
  '/api/settings/fiscal': {
    /** 会計年度の始まりの月 */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { startMonth: number } } } };
    };
    /** 会計年度の始まりの月を変える(締めた月はそのまま) */
    put: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { startMonth: number } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { startMonth: number } } } };
    };
  };
  '/api/months/{month}/report.{format}': {
    /** 月次報告をPowerPointかPDFで書き出す(A4横2枚) */
    get: {
      parameters: { query?: { language?: "ja" | "en" }; path: { month: string; format: "pptx" | "pdf" }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': unknown } } };
    };
  };
  '/api/meetings/{id}/minutes.pptx': {
    /** 議事録をPowerPointで書き出す */
    get: {
      parameters: { query?: { language?: "ja" | "en" }; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': unknown } } };
    };
  };
  '/api/kpis/trends': {
    /** 指標の推移: 12の期間の値と目標、意味が変わった日 */
    get: {
      parameters: { query?: { period?: "month" | "quarter" | "half" | "year"; at?: string; scope?: "all" | "inside" | "owner"; owner?: number; phase?: number; code?: string }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { periods: ({ from: string; to: string; label: { ja: string; en: string } })[]; trends: ({ code: string; points: ({ figure: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; target: number | null })[]; markers: ({ on: string; what: "definition" | "qualification_rule" | "routing_rule" | "target_list" | "stage_table" | "plan"; version: string; whatChanged: { ja: string; en: string }; by: string | null })[] })[] } } } };
    };
  };
  '/api/kpis/changes': {
    /** 指標の意味が変わった日と、何が変わったか */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { changes: ({ on: string; what: "definition" | "qualification_rule" | "routing_rule" | "target_list" | "stage_table" | "plan"; version: string; whatChanged: { ja: string; en: string }; by: string | null; codes: (string)[] | null })[] } } } };
    };
    /** 指標の意味が変わったことを記録する(設定の変更は自動で残る) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { on: string; codes: (string)[] | null; whatChanged: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { on: string } } } };
    };
  };
  '/api/kpis/{code}/rows': {
    /** 指標の分子・分母の元になった行。足すと指標の数になる。企業ごとの率はその一覧 */
    get: {
      parameters: { query?: { period?: "month" | "quarter" | "half" | "year"; at?: string; scope?: "all" | "inside" | "owner"; owner?: number; part?: "numerator" | "denominator"; limit?: number }; path: { code: string }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { total: number; sum: number; rows: ({ kind: "lead" | "deal" | "appointment" | "account" | "person" | "line" | "plan" | "week" | "action"; id: string; accountId: number | null; accountName: string | null; personId: number | null; label: string | null; state: string | null; day: string | null; amountYen: number | null; part: number; isInferred: boolean })[]; accounts: ({ accountId: number; name: string; figure: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null } })[]; completeness: ({ noun: "company" | "department" | "person" | "title"; figure: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null } })[] | null; spread: { n: number; mean: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; median: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; quartiles: { low: number; high: number } | null } | null } } } };
    };
  };
  '/api/kpis/{code}/landing': {
    /** 商談の積み上げによる着地見込みの内訳: 受注済みと、段階ごと・商談ごとの金額×受注率 */
    get: {
      parameters: { query?: { period?: "month" | "quarter" | "half" | "year"; at?: string; scope?: "all" | "inside" | "owner"; owner?: number }; path: { code: string }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { figure: { value: number | null; numerator: number | null; denominator: number | null; interval: { low: number; high: number } | null; n: number; note: "empty" | "small" | "immature" | "period_ratio" | "median_not_reached" | "list_instead" | "unmeasured" | null }; from: string; to: string; wonYen: number | null; openYen: number; openDeals: number; isWeak: boolean; isFrozen: boolean; stages: ({ source: string; stage: string; likelihood: number; decided: number; deals: number; amountYen: number; partYen: number })[]; deals: ({ dealId: string; accountId: number | null; accountName: string | null; name: string | null; source: string; stage: string; closesOn: string; amountYen: number; likelihood: number; decided: number; partYen: number })[]; leftOut: { withoutAmount: number; withoutDate: number; overdue: number; overdueYen: number; postponed: number } | null } } } };
    };
  };
  '/api/exports/kpis/{code}/rows.csv': {
    /** 指標の元になった行を CSV で書き出す */
    get: {
      parameters: { query?: { period?: "month" | "quarter" | "half" | "year"; at?: string; scope?: "all" | "inside" | "owner"; owner?: number; part?: "numerator" | "denominator"; language?: "ja" | "en" }; path: { code: string }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': unknown } } };
    };
  };
  '/api/list-cleanings/preview': {
    /** 掃除するリストの列がどう読まれるか(何も残さない) */
    post: {
      parameters: { query?: { preset?: string }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { fileName: string; preset: string; title: { ja: string; en: string }; encoding: string; columns: ({ header: string; field: string | null; words: { ja: string; en: string } | null })[]; sample: ((string)[])[]; presets: ({ preset: string; title: { ja: string; en: string } })[] } } } };
    };
  };
  '/api/list-cleanings': {
    /** リストを掃除する。進み具合・結果のファイル・印刷できる報告・数字を1行1件のJSONで返す(何も残さない) */
    post: {
      parameters: { query?: { preset?: string; language?: "ja" | "en" }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': unknown } } };
    };
  };
  '/api/leads': {
    /** リード・名刺を1件登録し、どの企業・人物かを理由とともに返す */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { kind?: "lead" | "card"; source?: string; key?: string; companyName?: string; companyKana?: string; corporateNumber?: string; website?: string; phone?: string; companyPhone?: string; directPhone?: string; mobile?: string; postalCode?: string; prefecture?: string; city?: string; address?: string; building?: string; personName?: string; familyName?: string; givenName?: string; personKana?: string; email?: string; department?: string; title?: string; owner?: string; status?: string; leadSource?: string; campaign?: string; on?: string; hasOptedOut?: boolean } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { result: "account" | "new" | "asked" | "group" | "unresolved" | "rejected"; rowKey: string | null; outcome: "new" | "matched" | "review" | "rejected" | "unchanged"; problem: { code: string; detail: { ja: string; en: string } } | null; openReason: "too_little" | "group_domain" | null; account: { accountId: number; name: string; prefecture: string | null; corporateNumber: string | null; target: { targetLineId: number; status: string; class: string | null; tier: string | null } | null; owner: { memberId: number | null; name: string } | null } | null; companyName: string | null; group: ({ accountId: number; name: string; prefecture: string | null; corporateNumber: string | null; target: { targetLineId: number; status: string; class: string | null; tier: string | null } | null; owner: { memberId: number | null; name: string } | null })[]; method: string; score: number | null; evidence: { matched: (string)[]; differs: (string)[] }; explanation: { answer: "same" | "review" | "related" | "different"; bits: number | null; probability: number; relation: string | null; model: string; priorBits: number; autoBits: number; isVetoed: boolean; evidence: { matched: (string)[]; differs: (string)[] }; lines: ({ comparison: string; level: string; words: { ja: string; en: string }; bits: number; share: number; says: "same" | "review" | "related" | "different"; oneIn: number | null })[] } | null; best: { account: { accountId: number; name: string; prefecture: string | null; corporateNumber: string | null; target: { targetLineId: number; status: string; class: string | null; tier: string | null } | null; owner: { memberId: number | null; name: string } | null }; explanation: { answer: "same" | "review" | "related" | "different"; bits: number | null; probability: number; relation: string | null; model: string; priorBits: number; autoBits: number; isVetoed: boolean; evidence: { matched: (string)[]; differs: (string)[] }; lines: ({ comparison: string; level: string; words: { ja: string; en: string }; bits: number; share: number; says: "same" | "review" | "related" | "different"; oneIn: number | null })[] } | null } | null; person: { personId: number | null; name: string; isNew: boolean; method: string; score: number; explanation: { answer: "same" | "review" | "related" | "different"; bits: number | null; probability: number; relation: string | null; model: string; priorBits: number; autoBits: number; isVetoed: boolean; evidence: { matched: (string)[]; differs: (string)[] }; lines: ({ comparison: string; level: string; words: { ja: string; en: string }; bits: number; share: number; says: "same" | "review" | "related" | "different"; oneIn: number | null })[] } | null } | null } } } };
    };
  };
  '/api/leads/match': {
    /** リード・名刺1件がどの企業・人物かを調べる(何も登録しない) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { kind?: "lead" | "card"; source?: string; key?: string; companyName?: string; companyKana?: string; corporateNumber?: string; website?: string; phone?: string; companyPhone?: string; directPhone?: string; mobile?: string; postalCode?: string; prefecture?: string; city?: string; address?: string; building?: string; personName?: string; familyName?: string; givenName?: string; personKana?: string; email?: string; department?: string; title?: string; owner?: string; status?: string; leadSource?: string; campaign?: string; on?: string; hasOptedOut?: boolean } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { result: "account" | "new" | "asked" | "group" | "unresolved" | "rejected"; rowKey: string | null; outcome: "new" | "matched" | "review" | "rejected" | "unchanged"; problem: { code: string; detail: { ja: string; en: string } } | null; openReason: "too_little" | "group_domain" | null; account: { accountId: number; name: string; prefecture: string | null; corporateNumber: string | null; target: { targetLineId: number; status: string; class: string | null; tier: string | null } | null; owner: { memberId: number | null; name: string } | null } | null; companyName: string | null; group: ({ accountId: number; name: string; prefecture: string | null; corporateNumber: string | null; target: { targetLineId: number; status: string; class: string | null; tier: string | null } | null; owner: { memberId: number | null; name: string } | null })[]; method: string; score: number | null; evidence: { matched: (string)[]; differs: (string)[] }; explanation: { answer: "same" | "review" | "related" | "different"; bits: number | null; probability: number; relation: string | null; model: string; priorBits: number; autoBits: number; isVetoed: boolean; evidence: { matched: (string)[]; differs: (string)[] }; lines: ({ comparison: string; level: string; words: { ja: string; en: string }; bits: number; share: number; says: "same" | "review" | "related" | "different"; oneIn: number | null })[] } | null; best: { account: { accountId: number; name: string; prefecture: string | null; corporateNumber: string | null; target: { targetLineId: number; status: string; class: string | null; tier: string | null } | null; owner: { memberId: number | null; name: string } | null }; explanation: { answer: "same" | "review" | "related" | "different"; bits: number | null; probability: number; relation: string | null; model: string; priorBits: number; autoBits: number; isVetoed: boolean; evidence: { matched: (string)[]; differs: (string)[] }; lines: ({ comparison: string; level: string; words: { ja: string; en: string }; bits: number; share: number; says: "same" | "review" | "related" | "different"; oneIn: number | null })[] } | null } | null; person: { personId: number | null; name: string; isNew: boolean; method: string; score: number; explanation: { answer: "same" | "review" | "related" | "different"; bits: number | null; probability: number; relation: string | null; model: string; priorBits: number; autoBits: number; isVetoed: boolean; evidence: { matched: (string)[]; differs: (string)[] }; lines: ({ comparison: string; level: string; words: { ja: string; en: string }; bits: number; share: number; says: "same" | "review" | "related" | "different"; oneIn: number | null })[] } | null } | null } } } };
    };
  };
  '/api/members': {
    /** 利用者と、ログインのない営業担当者 */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { members: ({ memberId: number; name: string; email: string; role: string; department: string | null; agencyAccountId: number | null; mayExport: boolean | null; maySeeGrossProfit: boolean | null; isActive: boolean; isSignInPaused: boolean })[]; colleagues: ({ name: string; email: string | null; department: string | null })[]; owners: (string)[] } } } };
    };
    /** 利用者を作る */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { name: string; email: string; password: string; role: "admin" | "ops" | "marketing_manager" | "inside_sales" | "account_executive" | "sales_manager" | "executive" | "agency"; department?: string | null; agencyAccountId?: number | null } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { memberId: number } } } };
    };
  };
  '/api/members/{id}': {
    /** 利用者の役割・権限・停止 */
    patch: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { role?: "admin" | "ops" | "marketing_manager" | "inside_sales" | "account_executive" | "sales_manager" | "executive" | "agency"; department?: string | null; mayExport?: boolean | null; maySeeGrossProfit?: boolean | null; isActive?: boolean } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { memberId: number } } } };
    };
  };
  '/api/members/{id}/release': {
    /** サインインの一時停止を解除する */
    post: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { memberId: number } } } };
    };
  };
  '/api/tokens': {
    /** 自分の API トークン */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ tokenId: number; name: string; createdAt: string; lastUsedAt: string | null })[] } } } };
    };
    /** API トークンを作る(一度だけ表示) */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { name: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { tokenId: number; token: string } } } };
    };
  };
  '/api/tokens/{id}': {
    /** API トークンを無効にする */
    delete: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { tokenId: number } } } };
    };
  };
  '/api/stage-tables': {
    /** ソースごとの「状況→段階」の表と、実際に出てくる状況 */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { tables: ({ source: string; table: { statuses: { [key: string]: "lead" | "mql" | "sal" | "sql" | "deal" | "won" | "rejected" | "lost" }; activityMeansSal: boolean; salesMade?: (string)[]; dealWithinDays: number }; seen: ({ status: string | null; leads: number })[]; leadSources: ({ leadSource: string; leads: number; isSalesMade: boolean })[] })[] } } } };
    };
  };
  '/api/stage-tables/{source}': {
    /** 「状況→段階」の表を変え、段階を導き直す */
    put: {
      parameters: { query?: never; path: { source: string }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { statuses: { [key: string]: "lead" | "mql" | "sal" | "sql" | "deal" | "won" | "rejected" | "lost" }; activityMeansSal: boolean; salesMade?: (string)[]; dealWithinDays: number } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { source: string } } } };
    };
  };
  '/api/sfa': {
    /** SFA との受け渡し: 受入をどちらで見るか、返却ファイルの形、これまでの返却 */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { truth: "mori" | "sfa"; sources: ({ source: string; leads: number; encoding: "utf8" | "cp932"; columns: ({ field: "recordId" | "status" | "owner" | "reason" | "handedOn" | "acceptedOn" | "rejectedOn" | "recycleOn" | "nextAction" | "nextOn" | "dealId" | "target" | "tier"; name: string; isChosen: boolean })[] })[]; returns: ({ id: number; source: string; madeAt: string; madeBy: string | null; records: number })[] } } } };
    };
  };
  '/api/sfa/acceptance': {
    /** 受入・差し戻しを Mori のボタンで見るか、SFA の状況で見るか */
    put: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { truth: "mori" | "sfa" } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { truth: "mori" | "sfa" } } } };
    };
  };
  '/api/sfa/layouts/{source}': {
    /** 返却ファイルの文字コードと列名 */
    put: {
      parameters: { query?: never; path: { source: string }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { encoding: "utf8" | "cp932"; columns?: { [key: string]: string } } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { encoding: "utf8" | "cp932"; columns: { [key: string]: string } } } } };
    };
  };
  '/api/sfa/returns': {
    /** 前回から変わった分の返却ファイルを今つくる */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { made: ({ id: number; source: string; records: number })[] } } } };
    };
  };
  '/api/sfa/returns/{id}/file': {
    /** 返却ファイル(変わった分) */
    get: {
      parameters: { query?: { encoding?: "utf8" | "cp932" }; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': unknown } } };
    };
  };
  '/api/sfa/full/{source}': {
    /** 返却ファイル(全件) */
    get: {
      parameters: { query?: { encoding?: "utf8" | "cp932" }; path: { source: string }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': unknown } } };
    };
  };
  '/api/views': {
    /** 保存した表示(自分のものと共有されたもの) */
    get: {
      parameters: { query?: { noun?: "accounts" | "people" | "targets" }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ viewId: number; name: string; definition: unknown; sharedWith: string | null; memberName: string; memberId: number })[] } } } };
    };
    /** 表示を保存する */
    post: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { noun: "accounts" | "people" | "targets"; name: string; definition: { [key: string]: unknown }; sharedWith?: "me" | "department" | "everybody" } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { viewId: number } } } };
    };
  };
  '/api/views/{id}': {
    /** 保存した表示の名前と共有先を変える(自分のもの) */
    patch: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { name?: string; sharedWith?: "me" | "department" | "everybody" } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { viewId: number } } } };
    };
    /** 保存した表示を消す(自分のもの) */
    delete: {
      parameters: { query?: never; path: { id: number }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { viewId: number } } } };
    };
  };
  '/api/audit': {
    /** 変更の記録 */
    get: {
      parameters: { query?: { before?: number; limit?: number }; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ id: number; at: string; action: string; subjectKind: string; subjectId: string | null; before: unknown; after: unknown; memberName: string | null })[] } } } };
    };
  };
  '/api/exports/{what}': {
    /** CSV で書き出す(式として動くセルは無害化) */
    get: {
      parameters: { query?: { filter?: string; search?: string; accountId?: number; departmentId?: number; language?: "ja" | "en" }; path: { what: "accounts.csv" | "people.csv" | "links.csv" | "targets.csv" | "sfa-return.csv" }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': unknown } } };
    };
  };
  '/api/costs': {
    /** 取込の費用: 単価 × 枚数と、ターゲットへのつながり */
    get: {
      parameters: { query?: never; path?: never; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { rows: ({ batchId: number; fileName: string; unitCostYen: number; rows: number; costYen: number; people: number; linked: number; onTargetList: number })[] } } } };
    };
  };
  '/api/sheets/{noun}.xlsx': {
    /** Excel で持ち出して直す(鍵の列は隠れている) */
    get: {
      parameters: { query?: { filter?: string; search?: string; accountId?: number; departmentId?: number; language?: "ja" | "en" }; path: { noun: "accounts" | "people" | "targets" }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': unknown } } };
    };
  };
  '/api/sheets/{noun}/compare': {
    /** 直した Excel の変更箇所の確認(まだ書き込まない)。どちらの言語の Excel でもよい */
    post: {
      parameters: { query?: { language?: "ja" | "en" }; path: { noun: "accounts" | "people" | "targets" }; header?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { changes: ({ id: number; name: string; attribute: string; title: string; before: string; after: string; conflict: string | null })[]; rows: number; problems: ({ code: "row_gone" | "choice_unknown" | "owner_unknown" | "owner_ambiguous" | "email_invalid" | "name_missing"; row: number; title: string; value: string; choices: (string)[] })[] } } } };
    };
  };
  '/api/sheets/{noun}/apply': {
    /** 確認した変更を反映する。承認は自分の側だけ、両方の側は代理入力だけ */
    post: {
      parameters: { query?: never; path: { noun: "accounts" | "people" | "targets" }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { changes: ({ id: number; attribute: string; before: string | null; after: string | null; conflict?: string | null })[]; sides?: ("marketing" | "sales")[]; isProxy?: boolean; proxyNote?: string } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { applied: number; bulkEditId: number } } } };
    };
  };
  '/api/sheets/{noun}/undo': {
    /** 反映した Excel をまとめて取り消す */
    post: {
      parameters: { query?: never; path: { noun: "accounts" | "people" | "targets" }; header?: never; cookie?: never };
      requestBody: { content: { 'application/json': { bulkEditId: number } } };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': { restored: number } } } };
    };
  };
};
