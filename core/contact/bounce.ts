import { clean } from '#core/text/clean.ts';

/** What exports write of an address that is reached. */
const reached: ReadonlySet<string> = new Set(
  [
    '0',
    'false',
    'no',
    'n',
    'ok',
    'valid',
    'active',
    'delivered',
    'いいえ',
    'なし',
    '無',
    '正常',
    '有効',
    '到達',
    '×',
    '-',
    '―',
    '—',
  ].map(clean),
);

/** A cell about bounced mail: a yes, a day or a reason each say that mail does not arrive; an empty one and a no that it does. */
export function tellsBounce(text: string | undefined): boolean {
  const cell = clean(text ?? '');
  return cell !== '' && !reached.has(cell);
}
