import { sentenceOf } from '#api/english.ts';
import { Refusal } from '#core/refusal.ts';
import type { Language } from '#core/words.ts';
import { erasePerson } from '#flows/erase-person.ts';
import { loadDemo } from '#flows/load-demo.ts';
import { registerTable } from '#flows/load-register.ts';
import { townTable } from '#flows/load-towns.ts';
import { rebuild } from '#flows/rebuild.ts';
import { need, parseArguments, wholeNumber, type Values } from './arguments.ts';
import { countHandoversThrough } from './commands/check-handovers.ts';
import { dedupeFile } from './commands/dedupe.ts';
import { evaluateLinks } from './commands/evaluate.ts';
import { exportReturn } from './commands/export-return.ts';
import { exportTo } from './commands/export.ts';
import { takeFolder } from './commands/folder.ts';
import { generateTo } from './commands/generate.ts';
import { importFile } from './commands/import.ts';
import { loadReferenceFiles } from './commands/load-reference.ts';
import { auditMatches } from './commands/match-audit.ts';
import { matchRows } from './commands/match.ts';
import { createMemberByHand, createToken } from './commands/member.ts';
import { model } from './commands/model.ts';
import { reDecide } from './commands/re-decide.ts';
import { readConfig } from './config.ts';
import { chooseLanguage } from './language.ts';
import type { OpenWorld } from './open-world.ts';
import { createOutput, type Output } from './output.ts';
import { usage } from './usage.ts';

const twoWordCommands: readonly string[] = ['member', 'token', 'register', 'towns'];

async function main(): Promise<void> {
  const { values, positionals } = parseArguments();
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
      return countHandoversThrough(world, output);
    case 'member create':
      return createMemberByHand(world, values, output);
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
