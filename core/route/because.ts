import { writtenDay } from '#core/period/day.ts';
import type { DateText } from '#core/value/date.ts';
import type { Language, Words } from '#core/words.ts';
import type { Unavailable } from './availability.ts';

/** One step of why an item went where it went, in the order it was thought. */
export type Because =
  | { readonly code: 'target_owner'; readonly memberId: string }
  | { readonly code: 'target_without_owner' }
  | { readonly code: 'owner_gone'; readonly memberId: string }
  | { readonly code: 'owner_of_account'; readonly memberId: string }
  | {
      readonly code: 'deputy_stands_in';
      readonly memberId: string;
      readonly deputyId: string;
      readonly until: DateText;
    }
  | { readonly code: 'away_without_deputy'; readonly memberId: string }
  | { readonly code: 'agency_account'; readonly agencyId: string }
  | { readonly code: 'agency_inactive'; readonly agencyId: string }
  | { readonly code: 'rule'; readonly rule: string }
  | { readonly code: 'rule_without_receiver'; readonly rule: string }
  | { readonly code: 'passed_over'; readonly memberId: string; readonly why: Unavailable }
  | { readonly code: 'turn'; readonly memberId: string; readonly poolId: string }
  | { readonly code: 'nobody_open'; readonly poolId: string }
  | { readonly code: 'pool_waits'; readonly poolId: string; readonly queueId: string }
  | { readonly code: 'default_queue'; readonly queueId: string };

/** What a person should look at, though the item has its place. */
export type RouteWarning = { readonly code: 'agency_clash'; readonly agencyIds: readonly string[] };

/** Names for ids, as the screen knows them; Mori's own rules and queues in the language asked for, Japanese where none is. */
export type NameOf = (kind: 'member' | 'agency' | 'queue' | 'pool' | 'rule', id: string, language?: Language) => string;

const passedOver: Readonly<Record<Unavailable, Words>> = {
  left: { ja: '異動・退職・長期不在', en: 'gone' },
  away: { ja: '休暇中', en: 'on leave' },
  full: { ja: '対応中が上限', en: 'at capacity' },
  off_hours: { ja: '勤務時間外', en: 'outside working hours' },
};

/** The step as one plain sentence. */
export function sentenceOf(because: Because, nameOf: NameOf): Words {
  switch (because.code) {
    case 'target_owner': {
      const name = nameOf('member', because.memberId);
      return { ja: `ターゲットなので、担当の${name}さんへ`, en: `A target: to its owner ${name}` };
    }
    case 'target_without_owner':
      return { ja: 'ターゲットですが担当が決まっていません', en: 'A target without an owner' };
    case 'owner_gone': {
      const name = nameOf('member', because.memberId);
      return { ja: `担当の${name}さんは異動・退職・長期不在です`, en: `Its owner ${name} is gone` };
    }
    case 'owner_of_account': {
      const name = nameOf('member', because.memberId);
      return { ja: `企業の担当の${name}さんへ`, en: `To the company's owner ${name}` };
    }
    case 'deputy_stands_in': {
      const [name, deputy] = [nameOf('member', because.memberId), nameOf('member', because.deputyId)];
      const until = writtenDay(because.until);
      return {
        ja: `${name}さんは${until}まで不在のため、代理の${deputy}さんへ`,
        en: `${name} is away until ${until}; ${deputy} stands in`,
      };
    }
    case 'away_without_deputy': {
      const name = nameOf('member', because.memberId);
      return {
        ja: `${name}さんは不在ですが代理が決まっていないため、戻り次第の対応になります`,
        en: `${name} is away without a deputy; it waits until the return`,
      };
    }
    case 'agency_account': {
      const name = nameOf('agency', because.agencyId);
      return { ja: `代理店${name}の担当先です`, en: `An account of the agency ${name}` };
    }
    case 'agency_inactive': {
      const name = nameOf('agency', because.agencyId);
      return { ja: `代理店${name}は取引を休止しています`, en: `The agency ${name} is inactive` };
    }
    case 'rule':
      return {
        ja: `ルール「${nameOf('rule', because.rule)}」に合います`,
        en: `Meets the rule "${nameOf('rule', because.rule, 'en')}"`,
      };
    case 'rule_without_receiver': {
      const name = (language: Language) => nameOf('rule', because.rule, language);
      return {
        ja: `ルール「${name('ja')}」に合いますが、渡せる担当がいません`,
        en: `Meets the rule "${name('en')}", but nobody is there to take it`,
      };
    }
    case 'passed_over': {
      const name = nameOf('member', because.memberId);
      const why = passedOver[because.why];
      return { ja: `${name}さんは${why.ja}のため飛ばしました`, en: `Passed over ${name}: ${why.en}` };
    }
    case 'turn': {
      const name = nameOf('member', because.memberId);
      return { ja: `順番で${name}さんへ`, en: `It is ${name}'s turn` };
    }
    case 'nobody_open':
      return {
        ja: '今は全員が勤務時間外なので、次の営業時間に渡します',
        en: 'Nobody works now; it waits for the morning',
      };
    case 'pool_waits':
      return {
        ja: `受けられる人がいないため「${nameOf('queue', because.queueId)}」で待ちます`,
        en: `Nobody can take it; it waits in ${nameOf('queue', because.queueId, 'en')}`,
      };
    case 'default_queue':
      return {
        ja: `どのルールにも合わないため「${nameOf('queue', because.queueId)}」へ`,
        en: `No rule speaks about it: to ${nameOf('queue', because.queueId, 'en')}`,
      };
  }
}
