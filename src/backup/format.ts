/**
 * A backup is one gzip file of lines. The first line says what it is; then `{"table"}` opens a table and each line after
 * is one row as JSON; `{"file","size"}` is followed by the file in base64; the last line carries counts and a SHA-256 of
 * all lines before, so that a cut or changed file is refused before anything is written.
 */
export const format = 'folkmoot-backup'
export const version = 1

export interface Head {
  format: typeof format
  version: number
  at: string
  migrations: string[]
}

export interface Foot {
  end: true
  rows: number
  files: number
  sha256: string
}
