/** What a page needs once somebody can write on it; one file, fetched when the first composer appears. */
export { default as attach } from './attach.ts'
export { default as emojiCompletion } from './emoji-completion.ts'
export { default as emojiPicker } from './emoji-picker.ts'
export { default as keepDraft } from './keep-draft.ts'
export { default as markdown } from './markdown.ts'
export { default as mentionCompletion } from './mention-completion.ts'
export { default as preview } from './preview.ts'
export { default as quoteSelection } from './quote-selection.ts'
