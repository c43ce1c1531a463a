import { writeExports } from '#fixtures/exports.ts';
import type { Output } from '../output.ts';

/** `mori generate --companies N --seed S --out DIR`: the same kind of world at any size, with its truth. */
export async function generateTo(
  options: { companies: number; seed: number; out: string },
  output: Output,
): Promise<void> {
  const { files, rows } = await writeExports(options.out, options.companies, options.seed);
  output.result({ out: options.out, files, rows, seed: options.seed });
}
