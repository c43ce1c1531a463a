import type { Language } from '#core/words.ts';

/** Where a command speaks: with `--json` one object on standard output and messages on standard error, else plain lines. */
export type Output = {
  readonly language: Language;
  readonly say: (line: string) => void;
  readonly result: (value: object) => void;
};

export function createOutput(isJson: boolean, language: Language): Output {
  return {
    language,
    say: (line) => (isJson ? console.error(line) : console.log(line)),
    result: (value) => {
      if (isJson) console.log(JSON.stringify(value));
      else
        for (const [name, one] of Object.entries(value))
          console.log(`${name}: ${typeof one === 'object' ? JSON.stringify(one) : one}`);
    },
  };
}
