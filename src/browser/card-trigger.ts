/** What opens a card beside it: names of people, faces beside a name, and whatever names an address of its own. */
export function cardTrigger(target: EventTarget | null): HTMLElement | null {
  if (!(target instanceof Element) || target.closest('.f-hover-card')) return null
  const face = target.closest('.f-av')?.parentElement?.querySelector<HTMLElement>(':scope > a.f-name, :scope > * a.f-name')
  return face ?? target.closest<HTMLElement>('a.f-name[href^="/members/"], [data-card]')
}
