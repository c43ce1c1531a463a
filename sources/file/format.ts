/** How the bytes of a file become rows. Detected, shown in the preview, and all of it changeable. */
export type FileFormat = {
  readonly encoding: 'utf-8' | 'shift_jis' | 'euc-jp' | 'iso-2022-jp' | 'utf-16le' | 'utf-16be';
  readonly delimiter: ',' | '\t' | ';' | '|';
  /** 1-based row of the header; 0 when the file has none. Rows above it are preamble. */
  readonly headerRow: number;
  /** What stands before a quote inside quotes: a second quote (RFC 4180), or a backslash as MySQL writes it. */
  readonly quoteEscape?: '"' | '\\';
  /** Spaces stand between delimiters and quotes: `"青空" , "機械"`. */
  readonly isSpaced?: boolean;
  /** XLSX sheet that is read; other formats have none. */
  readonly sheet?: string;
  readonly sheets?: readonly string[];
  /** Rows that are hidden in the sheet are left out. */
  readonly skipsHidden?: boolean;
  /** What a cell that is merged over several rows holds stands in each of them. */
  readonly fillsMerged?: boolean;
  /** Notes for the preview: `I_ENCODING`, `I_DELIMITER`, `W_MERGED` … */
  readonly notes: readonly string[];
};

/** Limits on everything from outside (architecture.md §6). */
export const limits = {
  bytesMax: 2 * 1024 ** 3,
  rowsMax: 10_000_000,
  columnsMax: 500,
  cellCharactersMax: 32_767,
  recordCharactersMax: 2_000_000,
  workbookPackedBytesMax: 200 * 1024 ** 2,
  workbookUnpackedBytesMax: 600 * 1024 ** 2,
  workbookEntriesMax: 2_000,
  sharedStringsBytesMax: 200 * 1024 ** 2,
} as const;
