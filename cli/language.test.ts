import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { Refusal } from '#core/refusal.ts';
import { chooseLanguage } from './language.ts';

const main = join(import.meta.dirname, 'main.ts');

const cases: [asked: string | undefined, environment: Record<string, string>, language: string][] = [
  [undefined, {}, 'ja'],
  [undefined, { LANG: 'C.UTF-8' }, 'ja'],
  [undefined, { LANG: 'ja_JP.UTF-8' }, 'ja'],
  [undefined, { LANG: 'en_US.UTF-8' }, 'en'],
  [undefined, { LANG: 'en_US.UTF-8', LC_ALL: 'ja_JP.UTF-8' }, 'ja'],
  [undefined, { LANG: 'ja_JP.UTF-8', LC_ALL: 'en_GB' }, 'en'],
  ['en', { LANG: 'ja_JP.UTF-8' }, 'en'],
  ['ja', { LC_ALL: 'en_US' }, 'ja'],
];
for (const [asked, environment, language] of cases)
  test(`the command line speaks ${language} for --lang ${asked ?? '(not given)'} and ${JSON.stringify(environment)}`, () => {
    assert.equal(chooseLanguage(asked, environment), language);
  });

test('a language that Mori does not speak is refused', () => {
  assert.throws(
    () => chooseLanguage('fr', {}),
    (error) => error instanceof Refusal && error.code === 'usage',
  );
});

const refused = (args: readonly string[], environment: Record<string, string>) =>
  spawnSync(process.execPath, ['--no-warnings', main, ...args], {
    env: { PATH: process.env.PATH, ...environment },
    encoding: 'utf8',
  });

test('a refusal on the command line is in the language of the terminal, in JSON too', () => {
  const args = ['dedupe', '/nowhere.csv', '--out', '/nowhere'];
  const [ja, en, asked] = [
    refused(args, {}),
    refused(args, { LANG: 'en_US.UTF-8' }),
    refused([...args, '--json', '--lang', 'en'], {}),
  ];
  assert.deepEqual([ja.status, en.status, asked.status], [1, 1, 1]);
  assert.equal(ja.stderr.trim(), '/nowhere.csv はありません。パスを確かめてください。');
  assert.equal(en.stderr.trim(), 'There is no /nowhere.csv. Check the path.');
  assert.deepEqual(JSON.parse(asked.stdout), {
    code: 'file_missing',
    message: 'There is no /nowhere.csv. Check the path.',
  });
});

test('the help is in the language of the terminal and names the same commands in both', () => {
  const help = (lang: string) =>
    execFileSync(process.execPath, ['--no-warnings', main, '--help', '--lang', lang], { encoding: 'utf8' });
  const commandsOf = (text: string) =>
    text.match(/^mori .*?(?= {2}| {3}\(|$)/gm)!.map((line) => line.trim().split(' (')[0]);
  const [ja, en] = [help('ja'), help('en')];
  assert.match(ja, /手元のリストを掃除する/);
  assert.match(en, /as that member/);
  assert.deepEqual(commandsOf(ja), commandsOf(en));
  for (const text of [ja, en]) assert.match(text, /--lang en\|ja/);
});

test('an argument that Mori does not know is refused in the language asked for', () => {
  const [ja, en] = [refused(['--colour'], {}), refused(['--colour', '--lang', 'en'], {})];
  assert.deepEqual([ja.status, en.status], [1, 1]);
  assert.match(ja.stderr, /^引数が読めません: .*--colour/);
  assert.match(en.stderr, /^Unknown option '--colour'/);
});
