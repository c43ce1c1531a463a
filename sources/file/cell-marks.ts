/** Marks that a workbook's cell leaves in the table when it cannot be read; they become flags with what was given. */
export const formulaMark = '#FORMULA?';
export const cellRefMark = '#CELL_REF?';
