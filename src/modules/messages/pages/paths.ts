/** Where messages are. */
export const pathOfCircle = (id: number) => `/messages/${id}`
/** With the newest words, and room to answer, in view; and what was just done. */
export const newestIn = (id: number, said?: string) => `/messages/${id}${said ? `?said=${said}` : ''}#newest`
export const pathOfMessage = ({ circleId, id }: { circleId: number; id: number }) => `/messages/${circleId}/messages/${id}`
