/**
 * Why a mail is not posted.
 * `unknown`: not one of our addresses · `expired`: its address is too old · `forged`: not from the member's own address, or
 * the receiving server says so · `automatic`: an out-of-office note · `loop`: it has been here before · `suspended`, `gone`:
 * the member or what they answer · `closed`, `noRight`: they may not write there · `empty`: nothing but quoted words ·
 * `long`: more than a post may have · `tooMany`: too fast · `broken`: it cannot be read
 */
export const reasons = ['unknown', 'expired', 'forged', 'automatic', 'loop', 'suspended', 'gone', 'closed', 'noRight', 'empty', 'long', 'tooMany', 'broken'] as const
export type Reason = (typeof reasons)[number]

/** Bytes. */
export const largestMail = 10_000_000
