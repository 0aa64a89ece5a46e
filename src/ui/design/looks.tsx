import { colours, types, w } from './samples.ts'
import { Section, type SheetProps } from './section.tsx'

export function Looks({ uid }: SheetProps) {
  return (
    <>
      <Section uid={uid} title={w.colour}>
        <div class="grid grid-cols-4 sm:grid-cols-9 gap-3">
          {colours.map((colour) => (
            <div key={colour}>
              <div class={`h-12 rounded-lg border border-line ${colour}`} />
              <p class="text-xs mt-1.5 text-ink-2">{colour.slice(3)}</p>
            </div>
          ))}
        </div>
      </Section>
      <Section uid={uid} title={w.type}>
        <div class="grid gap-2.5">
          {types.map(([look, words]) => (
            <p key={look} class={look}>
              {words}
            </p>
          ))}
        </div>
      </Section>
    </>
  )
}

/** Tailwind reads class names from sources, not from data: these are the colours above. */
export const swatches =
  'bg-paper bg-raised bg-sunk bg-line bg-line-strong bg-ink bg-ink-2 bg-ink-3 bg-brand bg-brand-soft bg-success bg-solved-soft ' +
  'bg-warning bg-needs-soft bg-error bg-danger-soft bg-info bg-info-soft'
