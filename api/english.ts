import { limits } from '#sources/file/format.ts';

/**
 * What a refusal says in English, by its code; the Japanese sentence stands where the refusal is made. `{name}` is filled from
 * the refusal's details. A test holds that every code has its sentence.
 */
export const english: Readonly<Record<string, string>> = {
  // Who asks
  not_signed_in: 'Please sign in.',
  not_allowed: 'You may not do this. Ask an administrator.',
  cross_site: 'Calls from another site are refused.',
  setup_closed: 'This set-up address is no longer valid. Open the new one that the start printed.',
  one_world: 'There is no demo company here.',
  // The request
  not_found: 'There is nothing at this address.',
  input_invalid: 'Please correct the input: {problems}',
  request_refused: 'This request cannot be taken.',
  internal_error: 'That failed. Try again; if it keeps failing, tell the administrator.',
  filter_invalid: 'The filter cannot be read.',
  filter_unknown_field: 'The filter names a field that does not exist.',
  field_hidden: 'You may not see gross profit.',
  nothing_selected: 'Nothing is selected.',
  nothing_changed: 'There is nothing to change.',
  // Companies, people, notes
  account_not_found: 'This company does not exist.',
  person_not_found: 'This person does not exist.',
  note_not_found: 'This note does not exist.',
  note_of_another: 'Somebody else wrote this note; only they can change it.',
  edit_not_found: 'This edit does not exist.',
  // Matching
  already_one: 'The two are one record already.',
  already_undone: 'This has been undone already.',
  decision_not_found: 'This decision does not exist.',
  split_needs_both: 'Choose rows to take out, and leave some.',
  // Targets and wish lists
  target_not_found: 'This target does not exist.',
  search_due_missing: 'While the person is unknown, say by when to find one.',
  side_missing: 'Your role speaks for neither marketing nor sales.',
  side_not_yours: 'You cannot approve for the other side. If a meeting agreed, record it on behalf.',
  proxy_note_missing: 'For an approval on behalf, give the date and attendees of the meeting.',
  reason_missing: 'Declining needs a reason.',
  wish_list_not_found: 'This wish list does not exist.',
  wish_item_not_found: 'This line does not exist.',
  wish_list_empty: 'There is no company name. Paste one per line.',
  wish_list_too_long: 'Up to {max} companies at once. Split the list.',
  // Members
  member_exists: 'There is a member with {email} already.',
  member_not_found: 'This member does not exist.',
  agency_missing: 'Choose the agency this member works for.',
  last_admin: 'The last administrator stays. Make another one first.',
  // Excel round trip and exports
  sheet_without_key: 'This file has no key column. Edit an Excel file that Mori wrote and bring it back.',
  owner_unknown: 'There is no member called {name}. Create the member in the settings, or mend the name.',
  export_unknown: 'There is no such export.',
  // Imports
  file_missing: 'There is no file.',
  import_not_found: 'This import does not exist.',
  import_not_mapped: 'The file lacks a column this kind of import needs. Choose it among the columns.',
  E_UPLOAD_INCOMPLETE: 'The file arrived only in part, and nothing of it was kept. Drop it again.',
  E_CELL_TOO_LONG:
    'A cell is longer than 32,767 characters. Look for an unclosed quotation mark or a missing line end.',
  E_FORMAT_UNSUPPORTED: 'This format cannot be read. Save it as .xlsx or CSV.',
  import_not_ready: 'This import has started already.',
  import_started: 'A started import cannot be changed. Undo it and begin again.',
  import_not_finished: 'Only a finished or stopped import can be undone.',
  preset_not_recognised: 'The header does not tell what kind of file this is. Choose the kind.',
  preset_unknown: 'There is no such kind of file.',
  preset_does_not_fit: 'The header lacks the columns that this kind of file needs.',
  column_mapped_twice: 'The column {name} is given two meanings. Keep one.',
  // Files
  E_TOO_LARGE: 'The file is too large: up to 2 GB, an XLSX up to 200 MB. Split it, or save it as CSV.',
  E_EMPTY_FILE: 'This file is empty.',
  E_NOT_A_TABLE: 'This file is no table. Export it as CSV, XLSX or vCard.',
  E_NO_ROWS: 'There are no rows of data.',
  E_TOO_MANY_ROWS: `More than ${limits.rowsMax.toLocaleString('en')} rows. Split the file.`,
  E_TOO_MANY_COLUMNS: `More than ${limits.columnsMax} columns. Keep those you need.`,
  E_LINE_TOO_LONG: 'A line is too long. Look for a broken quotation mark or line break.',
  E_QUOTE_OPEN: 'A quotation mark is opened and never closed. Mend that line.',
  E_CSV: 'A line cannot be read.',
  E_ENCODING_UNKNOWN: 'The encoding cannot be told. Save the file as UTF-8.',
  E_ENCODING_UNSUPPORTED: 'UTF-32 cannot be read. Save the file as UTF-8.',
  E_PASSWORD: 'This workbook has a password. Remove it and save again.',
  E_XLS_OLD: 'This is an old .xls file. Open it in Excel and save it as .xlsx.',
  E_TOO_SLOW: 'This workbook took more than two minutes to read. Save it as CSV.',
  E_ARCHIVE_BAD: 'This workbook is damaged. Open it in Excel and save it again.',
  E_UNPACKED_TOO_LARGE: 'This workbook is too large when unpacked. Save it as CSV.',
  E_XLSX_PART_MISSING: 'A part of this workbook is missing. Open it in Excel and save it again.',
  E_XML_BAD: 'A part of this workbook is damaged. Open it in Excel and save it again.',
  E_XML_DTD: 'This workbook holds a declaration (DTD) that is not allowed. Save it again in Excel.',
  E_CELL_REF: 'A cell of this workbook stands outside the sheet.',
};
