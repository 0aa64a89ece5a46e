import { session } from '@hotwired/turbo'

/** Turbo's bar writes a <style> and the security policy refuses that; ours is a class, drawn by house.css. */
export function ownProgressBar() {
  const { classList } = document.documentElement
  session.adapter.progressBar = {
    setValue: () => {},
    show: () => classList.add('is-loading'),
    hide: () => classList.remove('is-loading'),
  }
}
