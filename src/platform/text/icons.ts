/**
 * What stands beside a callout (from Lucide, ISC licence). Drawn in place, because text is stored for years and the
 * address of the icon sheet changes with every build.
 */
const RING = 'M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0'

export const DRAWINGS = {
  note: `${RING}M12 16v-4M12 8h.01`,
  tip: 'M15 14c.2-1 .7-1.7 1.5-2.5 1-.9 1.5-2.2 1.5-3.5A6 6 0 0 0 6 8c0 1 .2 2.2 1.5 3.5.7.7 1.3 1.5 1.5 2.5M9 18h6M10 22h4',
  important: `${RING}M12 8v4M12 16h.01`,
  warning: 'm21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01',
  caution:
    'M12 16h.01M12 8v4M15.312 2a2 2 0 0 1 1.414.586l4.688 4.688A2 2 0 0 1 22 8.688v6.624a2 2 0 0 1-.586 1.414' +
    'l-4.688 4.688a2 2 0 0 1-1.414.586H8.688a2 2 0 0 1-1.414-.586l-4.688-4.688A2 2 0 0 1 2 15.312V8.688' +
    'a2 2 0 0 1 .586-1.414l4.688-4.688A2 2 0 0 1 8.688 2z',
}
