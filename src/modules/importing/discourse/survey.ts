/**
 * What must be known of a whole forum before its first topic can be taken in: who takes part and since when, which
 * categories there are, and where people are used to marking solutions.
 */
import { type Category, type Post, postsOf, type Topic } from './topics.ts'

export interface Writer {
  username: string
  name: string
  title: string
  first: string
}

interface Habit {
  topics: number
  solved: number
}

/** Grows with the number of people, categories and tags, not with what was written. */
export class Survey {
  readonly people = new Map<string, Writer>()
  readonly usernames = new Map<string, string>()
  readonly categories = new Map<string, Partial<Category>>()
  readonly tags = new Set<string>()
  readonly #habits = new Map<string, Habit>()
  readonly #hosts = new Map<string, number>()

  note(topic: Topic) {
    const posts = postsOf(topic)
    const category = categoryOf(topic)
    if (!this.categories.has(category)) this.categories.set(category, nameIn(topic))
    for (const tag of tagsOf(topic)) this.tags.add(tag)
    const habit = this.#habits.get(category) ?? { topics: 0, solved: 0 }
    this.#habits.set(category, {
      topics: habit.topics + 1,
      solved: habit.solved + (posts.some((post) => post.accepted_answer) ? 1 : 0),
    })
    for (const post of posts) this.#meet(post)
    this.#noteHost(topic.url)
    for (const { url, internal } of posts.flatMap((post) => post.link_counts ?? [])) if (internal) this.#noteHost(url)
  }

  describe(categories: readonly Category[]) {
    for (const category of categories) this.categories.set(String(category.id), category)
  }

  #meet(post: Post) {
    const id = this.personOf(post)
    const known = this.people.get(id)
    if (known && known.first <= post.created_at) return
    const username = post.username ?? ''
    this.people.set(id, { username, name: post.name?.trim() || username, title: post.user_title ?? '', first: post.created_at })
    if (username) this.usernames.set(username.toLowerCase(), id)
  }

  /** The account by its number where the export has it, else by its name; a deleted one has neither. */
  personOf({ user_id, username }: Pick<Post, 'user_id' | 'username'>): string {
    if (!username) return 'name:'
    const name = username.toLowerCase()
    return user_id === undefined ? (this.usernames.get(name) ?? name) : String(user_id)
  }

  #noteHost(url: string | undefined) {
    const host = url && URL.canParse(url) ? new URL(url).host : null
    if (host) this.#hosts.set(host, (this.#hosts.get(host) ?? 0) + 1)
  }

  /** The host that the forum's links to itself name. */
  get host(): string | null {
    return [...this.#hosts].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? null
  }

  /** In a category where solutions are marked as a habit, every topic is a question. */
  asksIn(category: string): boolean {
    const { topics, solved } = this.#habits.get(category) ?? { topics: 0, solved: 0 }
    return solved >= 3 && solved >= topics * 0.05
  }

  get marksSolutions(): boolean {
    return [...this.#habits.keys()].some((category) => this.asksIn(category))
  }
}

export const noCategory = 'none'
export function categoryOf({ category_id, category }: Topic): string {
  const named = typeof category === 'string' ? category : (category?.id ?? category?.name)
  return String(category_id ?? named ?? noCategory)
}

function nameIn({ category, category_name }: Topic): Partial<Category> {
  const name = category_name ?? (typeof category === 'string' ? category : category?.name)
  return name ? { name } : {}
}

export const tagsOf = (topic: Topic): string[] =>
  (topic.tags ?? []).map((tag) => (typeof tag === 'string' ? tag : tag.name)).filter(Boolean)

const askingWords =
  /^(\[[^\]]*\]\s*)?(how|why|what|which|where|when|who|is|are|can|could|does|do|did|has|have|should|would|will|any|anyone|need help|help)\b/i

/** A title that asks, by its mark or its first word. */
export const titleAsks = (title: string) => title.includes('?') || askingWords.test(title.trim())

/** A question mark in what somebody wrote themselves: not in code, a quotation or an address. */
export const textAsks = (html: string) =>
  html
    .replace(/<(pre|code|aside|blockquote)\b.*?<\/\1>/gs, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/https?:\S+/g, ' ')
    .includes('?')
