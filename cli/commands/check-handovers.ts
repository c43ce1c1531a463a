import { checkHandovers } from '#flows/check-handovers.ts';
import type { OpenWorld } from '../open-world.ts';
import type { Output } from '../output.ts';

/** `mori check-handovers`: counts through what was handed over; exits with 1 where it does not add up. */
export async function countHandoversThrough(world: OpenWorld, output: Output): Promise<void> {
  const { isBalanced, total, problems } = await checkHandovers(world.database.db, new Date());
  output.result({ isBalanced, ...total, problems });
  if (!isBalanced) process.exitCode = 1;
}
