/** A toast from a script, in the place where the server puts its own. */
export function showToast(text: string) {
  const toast = document.createElement('div')
  toast.className = 'f-toast'
  toast.dataset.controller = 'toast'
  toast.dataset.toastAfterValue = '5000'
  const words = document.createElement('span')
  words.className = 'pe-3 py-1'
  words.textContent = text
  toast.append(words)
  document.getElementById('toasts')?.append(toast)
}
