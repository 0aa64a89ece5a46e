import { t } from '../../../texts/index.ts'
import { number } from '../../../texts/writing.ts'
import { Figure, Figures } from '#ui/figures.tsx'
import type { Figures as Told } from '../figures.ts'
import { duration } from './duration.ts'

// With fewer than this a figure names how many it rests on.
const few = 20

/** Up to four figures, each only when there is something to count. */
export function DoorFigures({ told, company, open }: { told: Told; company: string; open?: boolean }) {
  return (
    <Figures open={open}>
      {told.questions > 0 && <Answered told={told} />}
      {told.firstResponseMinutes !== null && <FirstAnswer told={told} minutes={told.firstResponseMinutes} />}
      {told.accepted > 0 && <Peers told={told} company={company} />}
      <People told={told} />
    </Figures>
  )
}

function Answered({ told: { askedToday, answeredToday, questions, solved } }: { told: Told }) {
  if (askedToday > 0) {
    return (
      <Figure
        label={t('home:figure.answeredToday')}
        value={number(answeredToday)}
        note={t('home:figure.ofAsked', { count: askedToday })}
        href="/questions"
      />
    )
  }
  return (
    <Figure
      label={t('home:figure.answered')}
      value={number(solved)}
      note={t('home:figure.ofQuestions', { count: questions })}
      href="/questions"
    />
  )
}

function FirstAnswer({ told, minutes }: { told: Told; minutes: number }) {
  const median =
    told.responded < few ? t('home:figure.medianFew', { count: told.responded }) : t('home:figure.median')
  const waiting = told.stillWaiting > 0 ? t('home:figure.waiting', { count: told.stillWaiting }) : undefined
  return <Figure label={t('home:figure.firstAnswer')} {...duration(minutes)} note={median} goal={waiting} />
}

function Peers({ told: { accepted, acceptedOfPeers }, company }: { told: Told; company: string }) {
  const [value, unit] = [String(Math.round((acceptedOfPeers / accepted) * 100)), '%']
  const whole = company ? t('home:figure.peersNote', { company }) : t('home:figure.peersNoteAlone')
  return (
    <Figure
      label={t('home:figure.peers')}
      value={value}
      unit={unit}
      note={accepted < few ? t('home:figure.peersFew', { count: accepted }) : whole}
    />
  )
}

function People({ told: { members, joinedThisMonth, here } }: { told: Told }) {
  if (here > 1)
    return (
      <Figure
        label={t('home:figure.here')}
        value={number(here)}
        note={t('home:figure.ofMembers', { count: members })}
        href="/members"
      />
    )
  return (
    <Figure
      label={t('home:figure.members')}
      value={number(members)}
      href="/members"
      note={joinedThisMonth > 0 ? t('home:figure.joined', { count: joinedThisMonth }) : undefined}
    />
  )
}
