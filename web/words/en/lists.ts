export const lists = {
  filter: 'Filter',
  addCondition: 'Add condition',
  match: { and: 'All of', or: 'Any of' },
  not: 'not',
  ops: {
    eq: 'is',
    ne: 'is not',
    contains: 'contains',
    gte: 'at least',
    lte: 'at most',
    empty: 'is empty',
    filled: 'is filled',
  },
  columns: 'Columns',
  views: 'Saved views',
  saveView: 'Save this view',
  manageViews: 'Rename or delete saved views',
  noViews: 'You have saved no view yet.',
  rename: 'Rename',
  viewDeleted: '{{name}} was deleted',
  viewName: 'Name of the view',
  share: 'Share',
  shares: { me: 'Only me', department: 'Department', everybody: 'Everybody' },
  field: 'Field',
  comparison: 'Comparison',
  pages: { first: 'First page', previous: 'Previous page', next: 'Next page', last: 'Last page' },
  sheetTakes: {
    accounts:
      'Owner, class, tier and hold can be changed. Other columns are there to be read; changes in them are not taken. Deleting a row removes no company.',
    people:
      'Name, kana, department, title, e-mail, phone and mobile can be changed. Other columns are there to be read; changes in them are not taken. Deleting a row removes nobody.',
    targets:
      'Owner, class, tier, approval and reason can be changed. Other columns are there to be read; changes in them are not taken. Deleting a row takes nothing off the list.',
  },
  sheetApplied: '{{n}} cells changed',
  sheetProblems: {
    title: 'Left out',
    row_gone: 'Row {{row}}: this record is gone.',
    choice_unknown: 'Row {{row}}, {{title}}: {{value}} cannot be chosen. Choices: {{choices}}',
    owner_unknown:
      'Row {{row}}, {{title}}: neither a member nor any file has an owner called {{value}}. Create the member in the settings, or mend the name.',
    email_invalid: 'Row {{row}}, {{title}}: {{value}} is no e-mail address.',
    name_missing: 'Row {{row}}: a name cannot be emptied.',
    more: '{{n}} more',
  },
};
