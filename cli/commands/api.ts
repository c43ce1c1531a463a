import { readFileSync, writeFileSync } from 'node:fs';
import { createApp } from '#api/app.ts';
import { findActorByEmail } from '#api/auth.ts';
import { Refusal } from '#core/refusal.ts';
import { carryOutDeclaration } from '#flows/declare-sources.ts';
import { runModelProposal } from '#flows/propose-match-model.ts';
import { runCheckApart } from '#jobs/run-import.ts';
import type { OpenWorld } from '../open-world.ts';
import type { Output } from '../output.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

export type ApiCall = {
  readonly method: string;
  readonly path: string;
  /** `NAME=VALUE` of the address. */
  readonly query: readonly string[];
  readonly member: string;
  /** A JSON file, or `-` for standard input. */
  readonly body?: string | undefined;
  /** Where an answer that is a file goes. */
  readonly out?: string | undefined;
};

/**
 * `mori api METHOD PATH`: what the screens do, as one member: with their rights, and under their name in the audit. Work that the
 * server does in the background (imports, 今の判定でまとめ直す) has commands of its own and is refused here.
 */
export async function callApi(world: OpenWorld, call: ApiCall, output: Output): Promise<void> {
  const method = methods.find((one) => one === call.method.toUpperCase());
  if (!method || !/^\/api\/(?!auth\b)/.test(call.path))
    throw new Refusal(
      'usage',
      `「${call.method} ${call.path}」は呼べません。例: mori api GET /api/kpis period=quarter`,
      { english: `"${call.method} ${call.path}" cannot be called. Example: mori api GET /api/kpis period=quarter` },
    );
  const actor = await findActorByEmail(world.database.db, call.member);
  if (!actor)
    throw new Refusal('member_not_found', `${call.member} の利用者はいません。`, {
      english: `There is no member ${call.member}.`,
    });
  const app = await createApp(
    {
      ...world,
      auth: { ...world.auth, findActor: async () => actor },
      now: () => new Date(),
      startImport: needsServer,
      startCheck: (batchId) => runCheckApart(world.database, batchId),
      startReferenceLoad: needsServer,
      startReDecision: needsServer,
      startModelProposal: (id) => runModelProposal(world.database, id),
      startDeclaration: (id) => carryOutDeclaration(world.database, id),
    },
    { logLevel: 'silent' },
  );
  try {
    const { payload, headers = {} } = call.body ? bodyOf(call.body) : {};
    const answer = await app.inject({
      method,
      url: addressOf(call),
      headers: { ...headers, 'accept-language': output.language },
      ...(payload === undefined ? {} : { payload }),
    });
    const isJson = String(answer.headers['content-type']).startsWith('application/json');
    if (answer.statusCode >= 400) {
      const { code, message } = answer.json<{ code: string; message: string }>();
      throw new Refusal(code, message, { english: message });
    }
    if (call.out !== undefined) {
      writeFileSync(call.out, answer.rawPayload, { mode: 0o600 });
      return output.result({ out: call.out, bytes: answer.rawPayload.length });
    }
    if (!isJson)
      throw new Refusal('usage', 'この答えはファイルです。--out FILE で書き出し先を指定してください。', {
        english: 'This answer is a file. Say with --out FILE where it goes.',
      });
    output.result(answer.json<object>());
  } finally {
    await app.close();
  }
}

function addressOf({ path, query }: ApiCall): string {
  const asked = new URLSearchParams();
  for (const pair of query) {
    const at = pair.indexOf('=');
    if (at < 1)
      throw new Refusal('usage', `「${pair}」は NAME=VALUE の形で指定してください。`, {
        english: `"${pair}": write it as NAME=VALUE.`,
      });
    asked.append(pair.slice(0, at), pair.slice(at + 1));
  }
  return asked.size === 0 ? path : `${path}?${asked}`;
}

function bodyOf(file: string): { payload: string; headers: Record<string, string> } {
  return {
    payload: readFileSync(file === '-' ? 0 : file, 'utf8'),
    headers: { 'content-type': 'application/json' },
  };
}

async function needsServer(): Promise<void> {
  throw new Refusal('needs_server', 'この処理は動いている Mori が行います。画面か、専用のコマンドを使ってください。', {
    english: 'The running Mori does this. Use its screens, or the command of its own.',
    status: 409,
  });
}
