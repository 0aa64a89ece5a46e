/** Tables for spreadsheets (RFC 4180). */

// A spreadsheet would run what begins like this (a formula) or follow it (a link with what stands in other cells).
const looksLikeFormula = /^[\s\u200b\ufeff]*[=+\-@|%\t\r\uff1d\uff0b\uff0d\uff20]/

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = looksLikeFormula.test(value) ? `'${value}` : value
  return /[",;\n\r\t']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** With a mark that tells old programs that it is UTF-8. */
export const csv = (rows: readonly (readonly (string | number)[])[]): string => `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
