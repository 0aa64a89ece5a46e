/** Finds words for people that stand in the markup instead of in the catalogue. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import ts from 'typescript'

const spoken = new Set(['aria-label', 'placeholder', 'title', 'alt', 'label', 'summary', 'description'])
// The component sheet shows every part with words of its own; it is for developers and never for members.
const forDevelopers = /src\/ui\/design\//
// Letters, unless they are an address.
const wordy = /^(?!\s*\/[\w/-]+\s*$).*\p{L}{2,}/su

export async function strayTexts(folders = ['src/ui', 'src/modules', 'src']): Promise<string[]> {
  const files = new Set<string>()
  for (const folder of folders) {
    for (const file of await readdir(folder, { recursive: folder !== 'src' })) if (/(?<!\.test)\.tsx$/.test(file)) files.add(path.join(folder, file))
  }
  const found = await Promise.all([...files].filter((file) => !forDevelopers.test(file)).map(async (file) => strayIn(file, await readFile(file, 'utf8'))))
  return found.flat()
}

function strayIn(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found: string[] = []
  const note = (node: ts.Node, words: string) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart())
    found.push(`${file}:${line + 1} ${words.trim().slice(0, 60)}`)
  }
  const visit = (node: ts.Node) => {
    if (ts.isJsxText(node) && wordy.test(node.text.replace(/&\w+;/g, ''))) note(node, node.text)
    if (ts.isJsxAttribute(node) && spoken.has(node.name.getText()) && node.initializer && ts.isStringLiteral(node.initializer) && wordy.test(node.initializer.text)) note(node, node.initializer.text)
    if (ts.isJsxExpression(node) && node.expression && ts.isStringLiteralLike(node.expression) && ts.isJsxElement(node.parent) && wordy.test(node.expression.text)) note(node, node.expression.text)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

// Names of languages are the same everywhere; what goes wrong inside is read by developers.
const properNames = /languages\.ts$/
const isAnError = (node: ts.Node) =>
  (ts.isNewExpression(node) && /Error$/.test(node.expression.getText())) || (ts.isPropertyAssignment(node) && node.name.getText() === 'message')
// A word with a capital, or a spoken attribute with its words, in a template of HTML.
const label = /^\p{Lu}\p{Ll}+|\b(?:aria-label|title|alt|placeholder)="[^"]*\p{L}/u

/** Finds words for people in a part that draws HTML without JSX: there every text has to come from whoever calls it. */
export async function strayLabels(folder = 'src/platform/text'): Promise<string[]> {
  const files = (await readdir(folder)).filter((file) => /\.ts$/.test(file) && !/^test-|\.test\.ts$/.test(file) && !properNames.test(file))
  const found = await Promise.all(files.map(async (file) => labelsIn(path.join(folder, file), await readFile(path.join(folder, file), 'utf8'))))
  return found.flat()
}

function labelsIn(file: string, text: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node) => {
    if (isAnError(node)) return
    if (isLiteral(node) && label.test(node.text)) found.push(`${file} ${node.text.slice(0, 60)}`)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true))
  return found
}

const isLiteral = (node: ts.Node): node is ts.LiteralLikeNode =>
  ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)
