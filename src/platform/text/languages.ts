/** The languages that are coloured: names people write in a fence, the name we show, how the grammar is loaded. */
import type { LanguageRegistration } from 'shiki/core'

type Grammar = { default: LanguageRegistration[] }
type Language = { name: string; aliases: string[]; load: () => Promise<Grammar> }

export const LANGUAGES: Record<string, Language> = {
  javascript: { name: 'JavaScript', aliases: ['js', 'mjs', 'cjs', 'node'], load: () => import('shiki/langs/javascript.mjs') },
  typescript: { name: 'TypeScript', aliases: ['ts', 'mts', 'cts'], load: () => import('shiki/langs/typescript.mjs') },
  tsx: { name: 'TSX', aliases: ['jsx'], load: () => import('shiki/langs/tsx.mjs') },
  json: { name: 'JSON', aliases: ['jsonc', 'json5'], load: () => import('shiki/langs/json.mjs') },
  yaml: { name: 'YAML', aliases: ['yml'], load: () => import('shiki/langs/yaml.mjs') },
  shellscript: { name: 'shell', aliases: ['bash', 'sh', 'shell', 'zsh', 'console'], load: () => import('shiki/langs/shellscript.mjs') },
  python: { name: 'Python', aliases: ['py', 'python3'], load: () => import('shiki/langs/python.mjs') },
  html: { name: 'HTML', aliases: ['htm', 'xhtml'], load: () => import('shiki/langs/html.mjs') },
  css: { name: 'CSS', aliases: [], load: () => import('shiki/langs/css.mjs') },
  sql: { name: 'SQL', aliases: ['mysql', 'postgres', 'postgresql', 'psql'], load: () => import('shiki/langs/sql.mjs') },
  ini: { name: 'INI', aliases: ['cfg', 'conf', 'properties', 'toml'], load: () => import('shiki/langs/ini.mjs') },
  diff: { name: 'diff', aliases: ['patch'], load: () => import('shiki/langs/diff.mjs') },
  xml: { name: 'XML', aliases: ['svg', 'xsl', 'plist'], load: () => import('shiki/langs/xml.mjs') },
  c: { name: 'C', aliases: ['h'], load: () => import('shiki/langs/c.mjs') },
  cpp: { name: 'C++', aliases: ['c++', 'cc', 'hpp', 'cxx', 'arduino', 'ino'], load: () => import('shiki/langs/cpp.mjs') },
  csharp: { name: 'C#', aliases: ['c#', 'cs'], load: () => import('shiki/langs/csharp.mjs') },
  java: { name: 'Java', aliases: [], load: () => import('shiki/langs/java.mjs') },
  go: { name: 'Go', aliases: ['golang'], load: () => import('shiki/langs/go.mjs') },
  rust: { name: 'Rust', aliases: ['rs'], load: () => import('shiki/langs/rust.mjs') },
  lua: { name: 'Lua', aliases: [], load: () => import('shiki/langs/lua.mjs') },
  php: { name: 'PHP', aliases: [], load: () => import('shiki/langs/php.mjs') },
}

const IDS = new Map(
  Object.entries(LANGUAGES).flatMap(([id, { aliases }]) => [id, ...aliases].map((word) => [word, id] as const)),
)

/** The grammar for the word in a fence, if we have one. */
export const languageId = (word: string): string | undefined => IDS.get(word)

/** What a screen reader says; an unknown language is named as its author wrote it, if that is a plain word. */
export function languageName(word: string): string {
  const id = languageId(word)
  if (id) return LANGUAGES[id]!.name
  return /^[\p{L}\p{N}+#.-]{1,20}$/u.test(word) && word !== 'text' ? word : ''
}
