/** Our Markdown: one parser, set up once. README.md describes the dialect for people. */
import MarkdownIt from 'markdown-it'
import { blocks } from './blocks.ts'
import { depth } from './depth.ts'
import { emoji } from './emoji.ts'
import { files } from './files.ts'
import { linkCards } from './link-cards.ts'
import { links } from './links.ts'
import { mentions } from './mentions.ts'
import { people } from './people.ts'
import { quotes } from './quotes.ts'
import { small } from './small.ts'
import { tasks } from './tasks.ts'

export const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false, breaks: true })
  .use(depth)
  .use(links)
  .use(mentions)
  .use(emoji)
  .use(small)
  .use(quotes)
  .use(people)
  .use(tasks)
  .use(blocks)
  .use(files)
  .use(linkCards)
