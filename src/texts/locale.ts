/** What Intl is asked for in the name of a language. Small, and without the catalogue: browsers load it, too. */

/** Bare "en" would be American to Intl (March 12, 9:14 AM); digits are the same in the whole of a page. */
export const localeOf = (code: string): string => (code === 'en' ? 'en-GB' : code === 'ar' ? 'ar-u-nu-latn' : code)
