/** For search fields: what makes a form offer suggestions where scripts run. */
export const suggestForm = { 'data-controller': 'suggest', 'data-suggest-url-value': '/search/suggestions' }
export const suggestInput = {
  'data-suggest-target': 'input',
  'data-action': 'input->suggest#look keydown->suggest#press blur->suggest#close',
}

/** Where the suggestions appear: under the field, above the page. */
export function SuggestList() {
  return (
    <div
      class="absolute inset-x-0 top-full z-30 mt-1"
      data-suggest-target="list"
      data-action="mousedown->suggest#hold click->suggest#pick"
      hidden
    />
  )
}
