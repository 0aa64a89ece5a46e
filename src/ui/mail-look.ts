import type { MailColours } from './mail-colour.ts'

export const SANS = "system-ui,'Segoe UI',Roboto,Arial,sans-serif"
export const SERIF = "'Iowan Old Style','Palatino Linotype',P052,Palatino,Georgia,serif"

/** Paper and ink of initials: the eight tints of app.css as plain colours. */
export const MAIL_TINTS: [paper: string, ink: string][] = [
  ['#edd5e7', '#502949'],
  ['#f5d5d3', '#5a2729'],
  ['#f0d9c6', '#542f05'],
  ['#dde0c5', '#3a3d02'],
  ['#c6e6db', '#004535'],
  ['#c4e4ed', '#004253'],
  ['#d1def6', '#233860'],
  ['#e1d8f2', '#3f2f5a'],
]

/** Programs that know dark mode read this; the others keep the inline colours. */
export function darkSheet({ day, night }: MailColours): string {
  const phone = '.w{width:100%!important}.p{padding-left:20px!important;padding-right:20px!important}'
  const dark = [
    '.bg{background:#1c1a1e!important}.sheet{background:#252327!important}',
    '.ink{color:#ece9e4!important}.ink2{color:#c2bfbb!important}.ln{border-color:#3b383e!important}',
    '.hd{background:#22352a!important;border-color:#3d5c4a!important}.hd td,.hd a,.hd b{color:#a9dcbc!important}',
    `.bt,.mk{background:${night}!important}.bt a{color:#1c1a1e!important}.lk,.prose a{color:${night}!important}`,
  ].join('')
  const prose = `.hd a{color:#1d4a31}.prose p{margin:0 0 14px}.prose pre{white-space:pre-wrap;font-size:14px;line-height:21px}.prose a{color:${day}}.prose img{max-width:100%;height:auto}`
  return `${prose}@media (max-width:620px){${phone}}@media (prefers-color-scheme:dark){${dark}}`
}
