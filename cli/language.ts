import { Refusal } from '#core/refusal.ts';
import type { Language } from '#core/words.ts';

/** The language of every sentence of a command: `--lang`, else that of the terminal (LC_ALL, LC_MESSAGES, LANG), else Japanese. */
export function chooseLanguage(asked: string | undefined, environment: NodeJS.ProcessEnv): Language {
  if (asked === 'ja' || asked === 'en') return asked;
  if (asked !== undefined)
    throw new Refusal('usage', `--lang=${asked} は使えません。ja か en を指定してください。`, {
      english: `--lang=${asked} is not known. Give ja or en.`,
    });
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  return /^en(?:[_.@-]|$)/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'en' : 'ja';
}
