/**
 * Departments and titles of those who win appointments for others: inside sales, BDR, SDR. The pattern is read by JavaScript and
 * by PostgreSQL alike, case aside. `IS` alone is not among them: it is as often a department of information systems.
 */
export const insideSalesPattern = 'インサイド|inside ?sales|(^|[^a-z])[bs]dr([^a-z]|$)|内勤営業|アポインター';
