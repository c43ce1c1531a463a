import { parseCompanyName } from '#core/company/name.ts';
import { mayShareName } from '#core/match/account-judgement.ts';
import { accountProfile, accountRecord, type AccountRecord } from '#core/match/account-record.ts';

/** Why a 法人番号 is doubtful: the whole register has no such number, or gives it to a corporation of another name. */
export type NumberDoubt = 'unknown' | 'other_name';

/** Every name of a company. */
export type Called = {
  readonly name: string;
  readonly formerNames: readonly string[];
  readonly kana: string | null;
  readonly englishName: string | null;
};

/**
 * What is doubtful about the 法人番号 that a company bears (identity.md §3.12: one number of nine passes its check digit by chance);
 * undefined where nothing is. Names that cannot be compared, such as one in kanji and one in Latin letters, make no doubt, nor does a
 * number that a part of the register (`isWhole` false) lacks.
 */
export function doubtOfNumber(
  company: Called,
  registered: Called | undefined,
  isWhole: boolean,
): NumberDoubt | undefined {
  if (!registered) return isWhole ? 'unknown' : undefined;
  return mayShareName(recordOf(company), recordOf(registered)) ? undefined : 'other_name';
}

function recordOf({ name, formerNames, kana, englishName }: Called): AccountRecord {
  const attributes = { ...(kana === null ? {} : { kana }), ...(englishName === null ? {} : { englishName }) };
  const seen = { ...nothingSeen, name: parseCompanyName(name), attributes };
  const former = formerNames.map((raw) => accountRecord({ ...nothingSeen, name: parseCompanyName(raw) }));
  return accountProfile([accountRecord(seen), ...former]);
}

const nothingSeen = {
  ownKey: undefined,
  corporateNumber: undefined,
  domains: [],
  phones: [],
  address: undefined,
  attributes: {},
};
