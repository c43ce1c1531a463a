/** Attributes of a company of which somebody of ours may declare whose value is true (identity.md §2.11). */
export const declarableAttributes = ['industry', 'employees', 'revenue', 'capital'] as const;
export type DeclarableAttribute = (typeof declarableAttributes)[number];

/** By attribute the source whose values stand before those of every other file; the others go by rank. */
export type DeclaredSources = Readonly<Partial<Record<DeclarableAttribute, string>>>;

/** As every installation begins. */
export const nothingDeclared: DeclaredSources = {};

/** True where values of this source stand before those of every other one. */
export function isDeclaredSource(declared: DeclaredSources, attribute: string, source: string): boolean {
  return declared[attribute as DeclarableAttribute] === source;
}

/** Attributes that are declared otherwise in the one than in the other, with the sources concerned. */
export function changedDeclarations(
  before: DeclaredSources,
  after: DeclaredSources,
): { readonly attribute: DeclarableAttribute; readonly sources: readonly string[] }[] {
  return declarableAttributes.flatMap((attribute) => {
    const [was, becomes] = [before[attribute], after[attribute]];
    return was === becomes ? [] : [{ attribute, sources: [was, becomes].filter((source) => source !== undefined) }];
  });
}

/** Declarations from a day on. */
export type DeclaredFrom = { readonly from: string; readonly declared: DeclaredSources };

/** What was declared on a day; the spans begin one after the other. */
export function declaredOn(spans: readonly DeclaredFrom[], day: string): DeclaredSources {
  return spans.findLast(({ from }) => from <= day)?.declared ?? nothingDeclared;
}
