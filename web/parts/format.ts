import i18next from 'i18next';
import { todayJst, writtenDay } from '#core/period/day.ts';

/** Numbers and dates as Japanese business papers write them: △ for minus, 千円, slashes. */

export function count(value: number | null | undefined): string {
  return value === null || value === undefined ? '—' : value.toLocaleString('ja-JP');
}

export function thousandYen(yen: number | null | undefined): string {
  if (yen === null || yen === undefined) return '—';
  const thousands = Math.round(yen / 1000);
  return thousands < 0 ? `△${(-thousands).toLocaleString('ja-JP')}` : thousands.toLocaleString('ja-JP');
}

export function percent(value: number | null): string {
  return value === null ? '—' : `${(value * 100).toFixed(1)}%`;
}

/** A day as it stands, an instant as the day it was in Japan. */
export function day(text: string | null | undefined): string {
  if (!text) return '—';
  return writtenDay(text.length > 10 ? todayJst(new Date(text)) : text);
}

export function moment(text: string | null | undefined): string {
  return text
    ? new Intl.DateTimeFormat('ja-JP', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Asia/Tokyo' }).format(
        new Date(text),
      )
    : '—';
}

/** Short words side by side, as the language of the screen parts them. */
export function beside(words: readonly string[]): string {
  return words.join(i18next.language === 'ja' ? '・' : ', ');
}

/** Several things in one line, as the language of the screen separates them. */
export function listed(things: readonly string[]): string {
  return things.join(i18next.language === 'ja' ? '、' : ', ');
}
