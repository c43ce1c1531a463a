const left = '(?:退職|退社|離職|転職)';
const aloneInCell = new RegExp(`^[(（【\\[〔]?${left}(?:済み?|者|された方)?[)）】\\]〕]?$`);
const besideName = new RegExp(`[(（【\\[〔]\\s*(?:既に|すでに)?${left}(?:済み?|者)?\\s*[)）】\\]〕]`);
const status = new RegExp(
  `${left}|在籍(?:なし|無し|していない|せず)|left (?:the )?company|no longer (?:works?|with|at)|former employee`,
  'i',
);
const besideWork = /兼務|兼任|出向|非常勤|社外取締役|社外監査役/;

/** True where a title or a department is no more than the word that somebody left: 退職, (退職済), 退職者. 退職給付課 is a department. */
export function isWordOfLeaving(cell: string): boolean {
  return aloneInCell.test(cell.normalize('NFKC').replace(/\s/g, ''));
}

/** True where a name carries the mark of sales people: 山田 太郎(退職), 【退職】山田 太郎. */
export function nameTellsLeaving(name: string): boolean {
  return besideName.test(name.normalize('NFKC'));
}

/** True where a cell that tells how somebody stands with the company says that they left: 退職, 在籍なし, Left company. */
export function statusTellsLeaving(cell: string): boolean {
  return status.test(cell.normalize('NFKC'));
}

/** A name without the mark that they left, so that the name is read as it is everywhere else. */
export function withoutMarkOfLeaving(name: string): string {
  return name.replace(new RegExp(besideName.source, 'g'), ' ').trim();
}

/** True where a title or department says that somebody works here beside another company: 兼務, 出向, 社外取締役. */
export function tellsSecondPost(words: string): boolean {
  return besideWork.test(words.normalize('NFKC'));
}
