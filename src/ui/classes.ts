/** Joins class names; anything falsy drops out, and nothing at all gives no attribute. */
export const cx = (...names: (string | false | null | undefined)[]) =>
  names.filter(Boolean).join(' ') || undefined
