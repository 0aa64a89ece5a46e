/** Finds what would stand on the wrong side of a page that is read from right to left. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

// What moves along the line is named by start and end; what is set for one direction says so in its selector.
const physical = [
  /(?:^|[\s;{"'`])(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)\b/,
  /(?:^|[\s;{])(?:left|right)\s*:\s*[^;]+/,
  /\bborder-(?:top|bottom)-(?:left|right)-radius\b/,
  /\b(?:text-align|float|clear)\s*:\s*(?:left|right)\b/,
]
const classes = /(?:^|["'`\s!])-?(?:m[lr]|p[lr]|left|right|border-[lr]|rounded-(?:[lr]|[tb][lr])|text-(?:left|right)|float-(?:left|right)|scroll-[mp][lr])(?:-[\w.[\]/]+)?(?=["'`\s])/
const oneSide = /^\s*(?:html)?\[dir=/

export async function sided(folder = 'src'): Promise<string[]> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => /\.(css|tsx)$/.test(file) && !/\.test\.|ui\/design\//.test(file))
  const found = await Promise.all(files.map(async (file) => sidedIn(path.join(folder, file), await readFile(path.join(folder, file), 'utf8'))))
  return found.flat()
}

function sidedIn(file: string, text: string): string[] {
  let isOneSide = false
  return text.split('\n').flatMap((line, at) => {
    if (line.includes('{') && file.endsWith('.css')) isOneSide = oneSide.test(line)
    const isSided = file.endsWith('.css') ? !isOneSide && physical.some((each) => each.test(line)) : isSidedMarkup(line)
    return isSided ? [`${file}:${at + 1} ${line.trim().slice(0, 80)}`] : []
  })
}

const isSidedMarkup = (line: string) => {
  const styles = /style=(?:"|\{`)([^"`]*)/.exec(line)?.[1]
  const named = /class(?:Name)?=(?:"|\{)(.*)/.exec(line)?.[1]
  return (styles !== undefined && physical.some((each) => each.test(styles))) || (named !== undefined && classes.test(`"${named}`))
}
