const NAMES = `
😄 smile|😀 grinning|😃 smiley|😉 wink|🙂 slightly_smiling_face|👍 +1 thumbsup|👎 -1 thumbsdown|🎉 tada|❤️ heart
`
/** Name to character. */
export const EMOJI = new Map(
  NAMES.trim().split(/[|\n]/).flatMap((entry) => {
    const [drawing, ...names] = entry.trim().split(' ')
    return names.map((name) => [name, drawing!] as const)
  }),
)
