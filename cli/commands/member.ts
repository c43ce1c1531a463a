import { readFileSync } from 'node:fs';
import { roles } from '#api/policy.ts';
import { Refusal } from '#core/refusal.ts';
import { createMember } from '#flows/create-member.ts';
import { need, type Values } from '../arguments.ts';
import type { OpenWorld } from '../open-world.ts';
import type { Output } from '../output.ts';

/** `mori member create --email … --role … --password-stdin`: somebody who can sign in. */
export async function createMemberByHand(world: OpenWorld, values: Values, output: Output): Promise<void> {
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

/** `mori token create --member …`: a key for the API, shown this one time. */
export async function createToken(world: OpenWorld, values: Values, output: Output): Promise<void> {
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
