import type { Settings } from './model.ts';

/**
 * Under another name at a domain of its own, on its line and at its place: a name given up, a brand, or a slip. Phone and address
 * alone may be a rental office's.
 */
const ofOnePlace = { bits: 28, by: ['domain', 'phone', 'place'], to: 'same' } as const;
/** An equal 法人番号 settles it as well, unless the names have nothing in common: somebody may have pasted the wrong one. */
const ofOneNumber = { ...ofOnePlace, by: ['number', ...ofOnePlace.by] } as const;
/**
 * A name without the other's domain, or a domain without the other's name, is worth a question only where line and place do not speak
 * against it: people keep the mail address of the employer before.
 */
const notElsewhere = { bits: 0, by: ['number', 'phone', 'place'], to: 'review' } as const;

/**
 * Cold-start numbers of the Japanese B2B company model (identity.md §2.5): starting values until `train` replaces them with
 * what the own data show.
 */
export const accountSettings: Settings = {
  version: 'account-1',
  linksPerRecord: 1.5,
  knownOdds: 9,
  thresholds: { auto: Math.log2(0.99 / 0.01), review: 0, margin: 3 },
  term: { weight: 1, down: 30, up: 30 },
  blocking: { carriersMax: 500, candidatesMax: 100 },
  guard: { edge: Math.log2(0.99 / 0.01), average: -2, rows: -4, bridge: 3, margin: 3, sizeMax: 50 },
  levels: {
    corporate_number: [
      // Nothing where three companies and more carry it: somebody pasted it.
      { code: 'equal', m: 1, u: 2 ** -30, says: 'same' },
      { code: 'company_code', m: 1, u: 2 ** -30, says: 'same' },
      { code: 'slip', bits: 10, says: 'same' },
    ],
    name: [
      { code: 'core', m: 0.52, u: 'term', says: 'same' },
      { code: 'safe', m: 0.13, u: 'term', says: 'same' },
      { code: 'loose', m: 0.08, u: 'term', says: 'same' },
      // Both names mean one corporation of five million: as telling as a name that only one company carries.
      { code: 'alias', bits: 20, says: 'same' },
      { code: 'skeleton', m: 0.06, u: 'term', bitsMax: 13, says: 'same' },
      { code: 'bracketed', bits: 13, says: 'same' },
      {
        code: 'doubtful',
        m: 0.08,
        u: 'term',
        bitsMax: 13,
        says: 'review',
        cap: 'review',
        lifts: [{ bits: 4, to: 'same' }],
      },
      { code: 'plural', bits: 10, says: 'review', cap: 'review', lifts: [{ bits: 4, to: 'same' }] },
      { code: 'slip', bits: 8, says: 'review', cap: 'review', lifts: [{ bits: 6, to: 'same' }] },
      { code: 'reading', bits: 8, says: 'review', cap: 'review', lifts: [{ bits: 6, to: 'same' }] },
      { code: 'numerals', bits: 8, says: 'review', cap: 'review', lifts: [{ bits: 6, to: 'same' }] },
      { code: 'contained', bits: 6, says: 'review', cap: 'review', lifts: [{ bits: 8, to: 'same' }] },
      { code: 'translated', bits: 6, says: 'review', cap: 'review', lifts: [{ bits: 8, to: 'same' }] },
      { code: 'overlap', bits: 5.6, says: 'review', cap: 'review', lifts: [{ bits: 12, to: 'same' }] },
      { code: 'short', bits: 2, says: 'review', cap: 'review', lifts: [{ bits: 12, to: 'same' }] },
      { code: 'reads_as', bits: 4, says: 'review', cap: 'review', lifts: [{ bits: 9, to: 'same' }] },
      { code: 'other_script', bits: -1, says: 'review', cap: 'review', lifts: [{ bits: 10, to: 'same' }] },
      { code: 'sibling', bits: -1, says: 'related', cap: 'review' },
      { code: 'near', bits: -2, says: 'different', cap: 'review', lifts: [ofOneNumber] },
      { code: 'other', bits: -4.3, says: 'different', cap: 'different', lifts: [notElsewhere, ofOnePlace] },
    ],
    protected_words: [{ code: 'conflict', bits: -8, says: 'related', cap: 'related' }],
    legal_form: [
      { code: 'equal', bits: 1, says: 'same' },
      { code: 'equal_rare', bits: 4, says: 'same' },
      { code: 'compatible', bits: 0.5, says: 'same' },
      { code: 'convertible', bits: -3, says: 'review', cap: 'review', lifts: [{ bits: 8, to: 'same' }] },
      { code: 'incompatible', bits: -6, says: 'different', cap: 'different', lifts: [{ bits: 12, to: 'related' }] },
    ],
    form_position: [
      { code: 'equal', bits: 0.3, says: 'same' },
      { code: 'different', bits: -2, says: 'review' },
    ],
    domain: [
      { code: 'equal_named', bits: 20, says: 'same' },
      { code: 'equal', m: 0.65536, u: 1e-5, says: 'same' },
      { code: 'other_suffix', bits: 7, says: 'review' },
      { code: 'label_is_name', bits: 9, says: 'review' },
      { code: 'group', bits: 2, says: 'related' },
      {
        code: 'different',
        bits: -4,
        says: 'different',
        cap: 'different',
        lifts: [notElsewhere, { bits: 6, by: ['number', 'phone', 'place'], to: 'same' }],
      },
    ],
    phone: [
      { code: 'equal', m: 0.8192, u: 5e-5, says: 'same' },
      { code: 'mobile', bits: 5, says: 'same' },
      { code: 'toll_free', bits: 8, says: 'same' },
      { code: 'switchboard', bits: 6, says: 'review' },
      { code: 'local', bits: 6, says: 'review' },
      { code: 'area', bits: 1, says: 'different' },
      { code: 'different', bits: -1.5, says: 'different' },
    ],
    address: [
      { code: 'room', m: 0.8192, u: 1e-4, says: 'same' },
      { code: 'parcel', m: 0.2048, u: 1e-4, says: 'same' },
      { code: 'section', bits: 7, says: 'review' },
      { code: 'postal', bits: 7, says: 'same' },
      { code: 'floor', bits: 6, says: 'review' },
      { code: 'open_block', bits: 7, says: 'review' },
      { code: 'block', bits: 4, says: 'different' },
      { code: 'town', bits: 4, says: 'different' },
      { code: 'city', bits: 2, says: 'different' },
      { code: 'prefecture', bits: 0.5, says: 'different' },
      { code: 'elsewhere', bits: -2.5, says: 'different' },
    ],
    area_code: [
      { code: 'here', bits: 0.3, says: 'different' },
      { code: 'elsewhere', bits: -1, says: 'different' },
    ],
    // Nothing where nobody counted how many companies an owner has.
    owner: [
      { code: 'equal', m: 0.8, u: 0.8, says: 'review' },
      { code: 'different', bits: -1, says: 'different' },
    ],
  },
};
