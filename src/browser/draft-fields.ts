/** What a form that keeps its draft holds: two known texts, and the rest by name. */
export interface Typed {
  title: string
  body: string
  details: Record<string, string | boolean>
}

export interface Kept extends Typed {
  /** The version of the server that this was written on */
  version: number
  at: number
}

type FieldElement = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const fieldsOf = (form: HTMLElement) => [...form.querySelectorAll<FieldElement>('[data-draft]')]
const isBox = (field: FieldElement): field is HTMLInputElement => /^(checkbox|radio)$/.test(field.type)
const nameOf = (field: FieldElement) =>
  isBox(field) ? `${field.dataset.draft}:${field.value}` : (field.dataset.draft ?? '')

export function readTyped(form: HTMLElement): Typed {
  const typed: Typed = { title: '', body: '', details: {} }
  for (const field of fieldsOf(form)) {
    const name = nameOf(field)
    if (name === 'title' || name === 'body') typed[name] = field.value
    else typed.details[name] = isBox(field) ? field.checked : field.value
  }
  return typed
}

export function writeTyped(form: HTMLElement, typed: Partial<Typed>) {
  for (const field of fieldsOf(form)) {
    const name = nameOf(field)
    const value = name === 'title' || name === 'body' ? typed[name] : typed.details?.[name]
    if (value === undefined) continue
    if (isBox(field)) field.checked = value === true
    else field.value = String(value)
    field.dispatchEvent(new Event('change', { bubbles: true }))
  }
}

export const isEmpty = ({ title, body }: Typed) => title.trim() === '' && body.trim() === ''
export const isSame = (one: Typed, other: Typed) => one.title === other.title && one.body === other.body

/** This device's copy. A browser that keeps nothing (private windows) loses only this second net. */
export const device = {
  load(key: string): Kept | null {
    try {
      return JSON.parse(localStorage.getItem(key) ?? 'null') as Kept | null
    } catch {
      return null
    }
  },
  save(key: string, kept: Kept) {
    try {
      localStorage.setItem(key, JSON.stringify(kept))
    } catch {}
  },
  drop(key: string) {
    try {
      localStorage.removeItem(key)
    } catch {}
  },
}
