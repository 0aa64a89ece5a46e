/** The cookie in which a guest's choice of language is kept. */
export const languageCookie = 'fm_language'
