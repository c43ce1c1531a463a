/** A pure reading of a text that remembers its last answers: lists repeat their companies, departments and titles. */
export function remember<Reading>(read: (raw: string) => Reading, answersMax: number): (raw: string) => Reading {
  const answers = new Map<string, { readonly reading: Reading }>();
  return (raw) => {
    const known = answers.get(raw);
    if (known) return known.reading;
    if (answers.size >= answersMax) answers.clear();
    const reading = read(raw);
    answers.set(raw, { reading });
    return reading;
  };
}
