import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Refusal } from '#core/refusal.ts';
import { readConfig } from './config.ts';
import type { OpenWorld } from './open-world.ts';
import { sentenceOf } from '#api/english.ts';
import { chooseLanguage, type Language } from './language.ts';
import { createOutput, type Output } from './output.ts';
import { usage } from './usage.ts';
import { dedupeFile } from './commands/dedupe.ts';
import { evaluateLinks } from './commands/evaluate.ts';
import { exportTo } from './commands/export.ts';
import { takeFolder } from './commands/folder.ts';
import { auditMatches } from './commands/match-audit.ts';
import { exportReturn } from './commands/export-return.ts';
import { generateTo } from './commands/generate.ts';
import { importFile } from './commands/import.ts';
import { loadReferenceFiles } from './commands/load-reference.ts';
import { erasePerson } from '#flows/erase-person.ts';
import { loadDemo } from '#flows/load-demo.ts';
import { registerTable } from '#flows/load-register.ts';
import { townTable } from '#flows/load-towns.ts';
import { reDecide } from './commands/re-decide.ts';
import { matchRows } from './commands/match.ts';
import { model } from './commands/model.ts';
import { checkHandovers } from '#flows/check-handovers.ts';
import { rebuild } from '#flows/rebuild.ts';
import { createMember } from '#flows/create-member.ts';
import { roles } from '#api/policy.ts';

const options = {
  json: { type: 'boolean', default: false },
  lang: { type: 'string' },
  as: { type: 'string', default: 'auto' },
  check: { type: 'boolean', default: false },
  source: { type: 'string' },
  purpose: { type: 'string' },
  email: { type: 'string' },
  role: { type: 'string' },
  name: { type: 'string' },
  'password-stdin': { type: 'boolean', default: false },
  member: { type: 'string' },
  'requested-on': { type: 'string' },
  reason: { type: 'string' },
  out: { type: 'string' },
  companies: { type: 'string' },
  seed: { type: 'string' },
  adversarial: { type: 'boolean', default: false },
  rates: { type: 'string' },
  truth: { type: 'string' },
  links: { type: 'string' },
  entity: { type: 'string' },
  shuffles: { type: 'string', default: '5' },
  drop: { type: 'boolean', default: false },
  're-decide': { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  draw: { type: 'boolean', default: false },
  store: { type: 'boolean', default: false },
  kind: { type: 'string' },
  company: { type: 'string' },
  mail: { type: 'string' },
  phone: { type: 'string' },
  address: { type: 'string' },
  department: { type: 'string' },
  title: { type: 'string' },
  'corporate-number': { type: 'string' },
  website: { type: 'string' },
  key: { type: 'string' },
  towns: { type: 'string', multiple: true, default: [] as string[] },
  body: { type: 'string' },
  encoding: { type: 'string' },
  full: { type: 'boolean', default: false },
  demo: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const twoWordCommands: readonly string[] = ['member', 'token', 'register', 'towns'];

type Values = ReturnType<typeof parse>['values'];

function parse() {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : cause;
    throw new Refusal('usage', `引数が読めません: ${why}\n${usage.ja}`, { english: `${why}\n${usage.en}` });
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parse();
  const [command, ...rest] = positionals;
  const output = createOutput(values.json, chooseLanguage(values.lang, process.env));
  if (values.help || command === undefined) {
    console.log(usage[output.language]);
    return;
  }
  if (command === 'generate')
    return generateTo(
      {
        companies: wholeNumber('--companies', values.companies),
        seed: wholeNumber('--seed', values.seed ?? '1'),
        out: need('--out', values.out),
        isAdversarial: values.adversarial,
        rates: values.rates,
      },
      output,
    );
  if (command === 'dedupe')
    return dedupeFile(
      need('FILE', rest[0]),
      { as: values.as, out: need('--out', values.out), towns: values.towns },
      output,
    );
  if (command === 'evaluate' && rest[0] === 'links')
    return evaluateLinks(
      {
        truth: need('--truth', values.truth),
        links: values.links,
        entity: values.entity,
        shuffles: wholeNumber('--shuffles', values.shuffles),
        seed: wholeNumber('--seed', values.seed ?? '1'),
      },
      output,
    );
  const config = readConfig(process.env);
  // The server and what signs people in take a hundred megabytes; `generate` has no use for them.
  const [{ openHost }, { serve }] = await Promise.all([import('./open-world.ts'), import('./commands/serve.ts')]);
  if (command === 'serve') return serve(config, output.language);
  const host = await openHost(config);
  try {
    if (command === 'demo' && values.drop) {
      await host.dropDemo();
      return output.result({ dropped: true });
    }
    const world = await host.open(values.demo || command === 'demo' ? 'demo' : 'own');
    try {
      await run(command, rest, values, world, output);
    } finally {
      await world.close();
    }
  } finally {
    await host.close();
  }
}

async function run(
  command: string,
  rest: readonly string[],
  values: Values,
  world: OpenWorld,
  output: Output,
): Promise<void> {
  switch (`${command} ${twoWordCommands.includes(command) ? (rest[0] ?? '') : ''}`.trim()) {
    case 'import':
      return importFile(
        world,
        need('FILE', rest[0]),
        { as: values.as, check: values.check, out: values.out, source: values.source, purpose: values.purpose },
        output,
      );
    case 'folder':
      return takeFolder(world, need('DIR', rest[0]), output);
    case 'erase':
      return output.result(
        await erasePerson(
          world.database,
          wholeNumber('PERSON', rest[0]),
          { requestedOn: need('--requested-on', values['requested-on']), reason: need('--reason', values.reason) },
          null,
        ),
      );
    case 'match': {
      const { kind, source, company, name, mail, phone, address, department, title, website, key } = values;
      const given = { kind, source, key, companyName: company, personName: name, email: mail, phone, address };
      const more = { department, title, website, corporateNumber: values['corporate-number'] };
      return matchRows(world, { given: { ...given, ...more }, isStored: values.store }, output);
    }
    case 'rebuild':
      if (values['re-decide'])
        return reDecide(world, { isSure: values.yes, out: values.out ?? 're-decision.csv' }, output);
      return output.result(await rebuild(world.database));
    case 'model':
      return model(world, rest, { isSure: values.yes, reason: values.reason }, output);
    case 'register load':
      need('FILE', rest[1]);
      return loadReferenceFiles(world, registerTable, rest.slice(1), output);
    case 'towns load':
      need('FILE', rest[1]);
      return loadReferenceFiles(world, townTable, rest.slice(1), output);
    case 'match-audit':
      return auditMatches(
        world,
        { draws: values.draw, ...(values.seed === undefined ? {} : { seed: wholeNumber('--seed', values.seed) }) },
        output,
      );
    case 'api': {
      const { callApi } = await import('./commands/api.ts');
      const [method, path, ...query] = rest;
      const { body, out, member } = values;
      return callApi(
        world,
        {
          method: need('METHOD', method),
          path: need('PATH', path),
          query,
          member: need('--member', member),
          body,
          out,
        },
        output,
      );
    }
    case 'check-handovers':
      return checkNow(world, output);
    case 'member create':
      return createMemberFromArguments(world, values, output);
    case 'token create':
      return createToken(world, values, output);
    case 'export':
      if (rest[0] === 'return')
        return exportReturn(
          world.database,
          { out: need('--out', values.out), source: values.source, encoding: values.encoding, isFull: values.full },
          output,
        );
      return exportTo(
        world.database,
        need('accounts|people|links|targets', rest[0]),
        need('--out', values.out),
        output,
      );
    case 'demo':
      return output.result(await loadDemo(world));
    default:
      throw new Refusal('usage', `「${command}」という命令はありません。\n${usage.ja}`, {
        english: `There is no command "${command}".\n${usage.en}`,
      });
  }
}

async function checkNow(world: OpenWorld, output: Output): Promise<void> {
  const { isBalanced, total, problems } = await checkHandovers(world.database.db, new Date());
  output.result({ isBalanced, ...total, problems });
  if (!isBalanced) process.exitCode = 1;
}

async function createMemberFromArguments(world: OpenWorld, values: Values, output: Output): Promise<void> {
  const email = need('--email', values.email);
  const role = need('--role', values.role);
  const { passwordLengthMin } = await import('#api/auth.ts');
  if (!(roles as readonly string[]).includes(role))
    throw new Refusal('role_unknown', `役割「${role}」はありません。使えるもの: ${roles.join('、')}`, {
      english: `There is no role "${role}". Roles: ${roles.join(', ')}`,
    });
  if (!values['password-stdin'])
    throw new Refusal('password_missing', 'パスワードは標準入力から渡してください(--password-stdin)。', {
      english: 'Pass the password on standard input (--password-stdin).',
    });
  const password = readFileSync(0, 'utf8').replace(/\r?\n$/, '');
  if (password.length < passwordLengthMin)
    throw new Refusal('password_short', `パスワードは ${passwordLengthMin} 文字以上にしてください。`, {
      english: `A password needs at least ${passwordLengthMin} characters.`,
    });
  output.result(await createMember(world, { email, role, password, name: values.name ?? email.split('@')[0]! }));
}

async function createToken(world: OpenWorld, values: Values, output: Output): Promise<void> {
  const email = need('--member', values.member).toLowerCase();
  const member = await world.database.db
    .selectFrom('member')
    .select('member_id')
    .where('email', '=', email)
    .executeTakeFirst();
  if (!member)
    throw new Refusal('member_not_found', `${email} の利用者はいません。`, { english: `There is no member ${email}.` });
  const { newApiToken } = await import('#api/auth.ts');
  const { token, hash } = newApiToken();
  await world.database.db
    .insertInto('api_token')
    .values({ member_id: member.member_id, name: values.name ?? 'cli', secret_hash: hash })
    .execute();
  output.result({ token });
}

function need(name: string, value: string | undefined): string {
  if (value === undefined || value === '')
    throw new Refusal('usage', `${name} がありません。\n${usage.ja}`, {
      english: `${name} is missing.\n${usage.en}`,
    });
  return value;
}

function wholeNumber(name: string, value: string | undefined): number {
  const number = Number(need(name, value));
  if (!Number.isInteger(number) || number < 0 || number > 2_000_000_000)
    throw new Refusal('usage', `${name}=${value} は 0 以上の整数で指定してください。`, {
      english: `${name}=${value}: give a whole number of 0 or more.`,
    });
  return number;
}

/** A refusal may come before the arguments are understood; what names no language speaks as the terminal does. */
function languageAsked(): Language {
  const at = process.argv.findIndex((argument) => /^--lang(?:=|$)/.test(argument));
  const asked = process.argv[at]?.split('=')[1] ?? process.argv[at + 1];
  return chooseLanguage(at > 0 && (asked === 'ja' || asked === 'en') ? asked : undefined, process.env);
}

main().catch((error: unknown) => {
  if (error instanceof Refusal) {
    const message = sentenceOf(error, languageAsked());
    if (process.argv.includes('--json')) console.log(JSON.stringify({ code: error.code, message }));
    console.error(message);
    process.exit(1);
  }
  console.error(error);
  process.exit(2);
});
