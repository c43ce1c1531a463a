import type { Language } from '#core/words.ts';
import i18next, { type FormatterModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import { ja } from './ja.ts';
import { oneOrMany } from './one-or-many.ts';

const chosen = localStorage.getItem('mori.language') ?? (navigator.language.startsWith('ja') ? 'ja' : 'en');

const formatter: FormatterModule = {
  type: 'formatter',
  init: () => {},
  add: () => {},
  addCached: () => {},
  format: (value, words) => oneOrMany(value, words ?? ''),
};

void i18next
  .use(initReactI18next)
  .use(formatter)
  .init({
    lng: chosen,
    fallbackLng: 'ja',
    resources: { ja: { translation: ja }, en: { translation: en } },
    interpolation: { escapeValue: false },
  });
document.documentElement.lang = chosen;

export function chooseLanguage(language: Language): void {
  localStorage.setItem('mori.language', language);
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}
