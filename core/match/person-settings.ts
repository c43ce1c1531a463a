import type { Settings } from './model.ts';

/** Cold-start numbers of the Japanese business-person model (identity.md §2.5). Name bits count family × given frequencies. */
export const personSettings: Settings = {
  version: 'person-1',
  linksPerRecord: 1.5,
  knownOdds: 4,
  thresholds: { auto: Math.log2(0.99 / 0.01), review: 0, margin: 3 },
  term: { weight: 1, down: 30, up: 30 },
  blocking: { carriersMax: 60, candidatesMax: 100 },
  guard: { edge: Math.log2(0.99 / 0.01), average: -2, rows: -5, bridge: 3, margin: 3, sizeMax: 50 },
  levels: {
    name: [
      { code: 'equal', m: 0.6, u: 'term', says: 'same' },
      { code: 'print', m: 0.42, u: 'term', says: 'same' },
      { code: 'spelling', m: 0.3, u: 'term', says: 'same' },
      { code: 'swapped', m: 0.02, u: 'term', says: 'review', cap: 'review', lifts: [{ bits: 4, to: 'same' }] },
      { code: 'variant', m: 0.075, u: 'term', says: 'review', cap: 'review', lifts: [{ bits: 4, to: 'same' }] },
      { code: 'reading', m: 0.0375, u: 'term', says: 'review', cap: 'review', lifts: [{ bits: 4, to: 'same' }] },
      { code: 'romaji', m: 0.02, u: 'term', says: 'review', cap: 'review', lifts: [{ bits: 4, to: 'same' }] },
      { code: 'foreign', bits: 7, says: 'review', cap: 'review', lifts: [{ bits: 6, to: 'same' }] },
      { code: 'initial', bits: 6, says: 'review', cap: 'review', lifts: [{ bits: 8, to: 'same' }] },
      { code: 'family_only', bits: 5.5, says: 'review', cap: 'review', lifts: [{ bits: 10, to: 'same' }] },
      { code: 'former_family', bits: 5.5, says: 'review', cap: 'review', lifts: [{ bits: 16, to: 'same' }] },
      { code: 'given_differs', bits: -7, says: 'different', cap: 'different', lifts: [{ bits: 16, to: 'review' }] },
      // 鈴木 花子 became 佐藤 花子: the same address or mobile number at the same company says so (identity.md §3.13, 169).
      {
        code: 'family_differs',
        bits: -2,
        says: 'different',
        cap: 'different',
        lifts: [{ bits: 20, by: ['email', 'mobile'], to: 'same' }],
      },
      { code: 'other_script', bits: -2, says: 'review', cap: 'review', lifts: [{ bits: 16, to: 'same' }] },
      { code: 'different', bits: -7, says: 'different', cap: 'different', lifts: [{ bits: 16, to: 'review' }] },
    ],
    email: [
      { code: 'equal', bits: 22, says: 'same' },
      { code: 'respelled', bits: 8, says: 'review' },
      { code: 'other_suffix', bits: 8, says: 'review' },
      { code: 'group', bits: 0, says: 'related' },
      { code: 'colleague', bits: -4, says: 'different' },
      { code: 'different', bits: 0, says: 'different' },
    ],
    mobile: [
      { code: 'equal', bits: 20, says: 'same' },
      { code: 'different', bits: -1, says: 'different' },
    ],
    phone: [
      { code: 'equal', bits: 5, says: 'same' },
      { code: 'mobile', bits: 18, says: 'same' },
      { code: 'toll_free', bits: 2, says: 'same' },
      { code: 'switchboard', bits: 3, says: 'review' },
      { code: 'local', bits: 3, says: 'review' },
      { code: 'area', bits: 0.5, says: 'different' },
      { code: 'different', bits: -0.5, says: 'different' },
    ],
    account: [
      { code: 'equal', m: 0.95, u: 'term', bitsMax: 14, says: 'same' },
      {
        code: 'different',
        bits: -3,
        says: 'different',
        cap: 'review',
        lifts: [{ bits: 16, by: ['email', 'mobile', 'phone'], to: 'same' }],
      },
    ],
    department: [
      { code: 'unit', bits: 5, says: 'same' },
      { code: 'parent', bits: 2, says: 'related' },
      { code: 'function', bits: 2, says: 'review' },
      { code: 'different', bits: -1, says: 'different' },
    ],
    title: [
      { code: 'equal', bits: 1, says: 'same' },
      { code: 'rank', bits: 1, says: 'same' },
      { code: 'grade', bits: 0.7, says: 'review' },
      { code: 'near', bits: 0.3, says: 'different' },
      { code: 'apart', bits: 0, says: 'different' },
      { code: 'far', bits: -1, says: 'different' },
    ],
  },
};

/** Shares of frequent family names (identity.md §1.1, P30), and of some given names; what is not listed is rare. */
export const familyShares: ReadonlyMap<string, number> = new Map(
  Object.entries({
    佐藤: 0.0153,
    鈴木: 0.0144,
    高橋: 0.0114,
    田中: 0.0106,
    渡辺: 0.0094,
    伊藤: 0.009,
    山本: 0.0086,
    中村: 0.0085,
    小林: 0.0082,
    加藤: 0.0071,
  }),
);
