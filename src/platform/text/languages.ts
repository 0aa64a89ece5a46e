/** The languages that are coloured: names people write in a fence, the name we show, how the grammar is loaded. */
import type { LanguageRegistration } from 'shiki/core'

type Grammar = { default: LanguageRegistration[] }
type Language = { name: string; aliases: string[]; load: () => Promise<Grammar> }

export const LANGUAGES: Record<string, Language> = {
  javascript: {
    name: 'JavaScript',
    aliases: ['js', 'mjs', 'cjs', 'node'],
    load: () => import('shiki/langs/javascript.mjs'),
  },
  typescript: {
    name: 'TypeScript',
    aliases: ['ts', 'mts', 'cts'],
    load: () => import('shiki/langs/typescript.mjs'),
  },
  tsx: { name: 'TSX', aliases: ['jsx'], load: () => import('shiki/langs/tsx.mjs') },
  json: { name: 'JSON', aliases: ['jsonc', 'json5'], load: () => import('shiki/langs/json.mjs') },
  yaml: { name: 'YAML', aliases: ['yml'], load: () => import('shiki/langs/yaml.mjs') },
  shellscript: {
    name: 'shell',
    aliases: ['bash', 'sh', 'shell', 'zsh', 'console'],
    load: () => import('shiki/langs/shellscript.mjs'),
  },
  python: { name: 'Python', aliases: ['py', 'python3'], load: () => import('shiki/langs/python.mjs') },
  html: { name: 'HTML', aliases: ['htm', 'xhtml'], load: () => import('shiki/langs/html.mjs') },
  css: { name: 'CSS', aliases: [], load: () => import('shiki/langs/css.mjs') },
  sql: {
    name: 'SQL',
    aliases: ['mysql', 'postgres', 'postgresql', 'psql'],
    load: () => import('shiki/langs/sql.mjs'),
  },
  ini: {
    name: 'INI',
    aliases: ['cfg', 'conf', 'properties', 'toml'],
    load: () => import('shiki/langs/ini.mjs'),
  },
  diff: { name: 'diff', aliases: ['patch'], load: () => import('shiki/langs/diff.mjs') },
  xml: { name: 'XML', aliases: ['svg', 'xsl', 'plist'], load: () => import('shiki/langs/xml.mjs') },
  c: { name: 'C', aliases: ['h'], load: () => import('shiki/langs/c.mjs') },
  cpp: { name: 'C++', aliases: ['c++', 'cc', 'hpp', 'cxx', 'arduino', 'ino'], load: loadCpp },
  csharp: { name: 'C#', aliases: ['c#', 'cs'], load: () => import('shiki/langs/csharp.mjs') },
  java: { name: 'Java', aliases: [], load: () => import('shiki/langs/java.mjs') },
  go: { name: 'Go', aliases: ['golang'], load: () => import('shiki/langs/go.mjs') },
  rust: { name: 'Rust', aliases: ['rs'], load: () => import('shiki/langs/rust.mjs') },
  lua: { name: 'Lua', aliases: [], load: () => import('shiki/langs/lua.mjs') },
  php: { name: 'PHP', aliases: [], load: () => import('shiki/langs/php.mjs') },
}

/**
 * The full C++ grammar takes a second and 20 MB to compile and 100 ms for forty lines. C with the words that C++ adds
 * colours what people post nearly as well at the cost of C.
 */
async function loadCpp(): Promise<Grammar> {
  const c = (await import('shiki/langs/c.mjs')).default.at(-1)!
  const words = { match: `\\b(?:${CPP_WORDS.replaceAll(' ', '|')})\\b`, name: 'keyword.other.cpp' }
  const types = c.repository.storage_types as { patterns: object[] }
  const repository = { ...c.repository, storage_types: { patterns: [words, ...types.patterns] } }
  return { default: [{ ...c, name: 'cpp', scopeName: 'source.cpp', repository } as LanguageRegistration] }
}

const CPP_WORDS =
  'alignas alignof and and_eq auto bool catch class concept const_cast consteval constexpr constinit co_await co_return ' +
  'co_yield decltype delete dynamic_cast explicit export false final friend import module mutable namespace new ' +
  'noexcept not nullptr operator or override private protected public reinterpret_cast requires signals slots ' +
  'static_cast template this thread_local throw true try typeid typename using virtual wchar_t xor'

const IDS = new Map(
  Object.entries(LANGUAGES).flatMap(([id, { aliases }]) =>
    [id, ...aliases].map((word) => [word, id] as const),
  ),
)

/** The grammar for the word in a fence, if we have one. */
export const languageId = (word: string): string | undefined => IDS.get(word)

/** What a screen reader says; an unknown language is named as its author wrote it, if that is a plain word. */
export function languageName(word: string): string {
  const id = languageId(word)
  if (id) return LANGUAGES[id]!.name
  return /^[\p{L}\p{N}+#.-]{1,20}$/u.test(word) && word !== 'text' ? word : ''
}
