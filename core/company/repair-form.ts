/**
 * Mends a legal form that a hurried hand or a scanner spoilt, at either end of a cleaned name (identity.md §3.3, §5.2): spaces
 * inside it (株式 会社), a character lost, doubled or misread (株式会会, 有有会社, 株式〓社), a bracket or 会社 left out ((株青空,
 * 株式青空). What begins with 合同 may be called so (合同製鐵) and stays.
 */
export function repairForm(name: string): string {
  if (!anyTrace.test(name)) return name;
  const close = name.replace(spaced, (form) => form.replace(/\s/g, ''));
  if (whole.test(close)) return close;
  for (const { pattern, form } of spoilt) if (pattern.test(close)) return close.replace(pattern, form);
  return close;
}

const anyTrace =
  /[株式有限合同資名]\s?[会會社]|\([株有]|株.?[会會]|有.?[会會]|.[式限]社|^株式|^有限|(?:株式|有限|合同)$/;
const whole = /(?:株式|有限|合同|合資|合名)[会會][社杜仕]/;
const spaced = /(?:株\s*式|有\s*限|合\s*同|合\s*資|合\s*名)\s*[会會]\s*社/g;

const spoilt = [
  ...atEitherEnd(
    '株式会社',
    '株株?式会会?社|株式式会社|株式会社社|株式会会|株.会社|株式.社|[^株\\s]?式会社|株会社|株式社|株式会(?!社)',
  ),
  ...atEitherEnd(
    '有限会社',
    '有有?限会会?社|有有会社|有限限会社|有限会社社|有限会会|有.会社|有限.社|[^有\\s]?限会社|有会社|有限社|有限会(?!社)',
  ),
  ...atEitherEnd('合同会社', '合同会会社?|合合?同会会?社|合合会社|合同.社|合[^同資名弁\\s]会社'),
  { pattern: /^\(株(?!\))/, form: '(株)' },
  { pattern: /^\(有(?!\))/, form: '(有)' },
  { pattern: /^株式(?=[^会會].)/, form: '株式会社' },
  { pattern: /^有限(?=[^会會責].)/, form: '有限会社' },
  { pattern: /(?<=..)株式$/, form: '株式会社' },
  { pattern: /(?<=..)有限$/, form: '有限会社' },
  { pattern: /(?<=..)合同$/, form: '合同会社' },
];

function atEitherEnd(form: string, spellings: string): { pattern: RegExp; form: string }[] {
  return [
    { pattern: new RegExp(`^(?:${spellings})`), form },
    { pattern: new RegExp(`(?:${spellings})$`), form },
  ];
}
