interface Missing {
  response: Response
  visit: (response: Response) => void
}

/** A frame that got another page instead of its part (a refusal, a sign-in) gives way to that page: it says what is wrong. */
export function showWhatCame() {
  document.addEventListener('turbo:frame-missing', (event) => {
    event.preventDefault()
    const { response, visit } = (event as CustomEvent<Missing>).detail
    visit(response)
  })
}
