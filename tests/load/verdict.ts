import type { Crew } from './generator/crew.ts'
import type { RunReport } from './generator/load.ts'
import type { RoomState } from './generator/room.ts'
import type { StoredRoom, Target } from './targets/target.ts'

/** What is wrong with a run's books; nothing, if no promise was broken. */
export function problemsOfRun(target: Target, reports: readonly RunReport[]): string[] {
  const lost = reports.reduce((sum, report) => sum + report.lost, 0)
  const refused = reports.reduce((sum, report) => sum + report.refused, 0)
  const refusal = reports.find(report => report.refusal !== undefined)?.refusal
  return [
    ...(lost > 0 ? [`${target.name}: ${lost} acknowledged messages did not reach every client`] : []),
    ...(refused > 0 ? [`${target.name}: ${refused} sends were refused, such as: ${refusal}`] : []),
  ]
}

/** Compares what every client holds with what every other holds and with the database. */
export async function problemsOfState(target: Target, crew: Crew): Promise<string[]> {
  const states = await crew.states()
  const stored = await target.stored()
  return states.flatMap(state => [...problemsOfRoom(state), ...(stored ? problemsOfStore(target, state, stored.get(state.id)) : [])])
    .map(problem => `${target.name}: ${problem}`)
}

function problemsOfRoom({ id, dissenting, doubled }: RoomState): string[] {
  return [
    ...(dissenting > 0 ? [`in room ${id} ${dissenting} clients hold something else than the first one`] : []),
    ...(doubled > 0 ? [`in room ${id} ${doubled} messages came twice`] : []),
  ]
}

function problemsOfStore({ isOrdered }: Target, state: RoomState, stored: StoredRoom | undefined): string[] {
  const held = { messages: state.messages, digest: isOrdered ? state.digest : state.unorderedDigest }
  if (stored === undefined) return held.messages === 0 ? [] : [`room ${state.id} is not in the database`]
  if (held.digest === stored.digest) return []
  return [`room ${state.id}: clients hold ${held.messages} messages, the database ${stored.messages}, and they are not the same`]
}
