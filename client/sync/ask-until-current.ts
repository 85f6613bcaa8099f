/** Asks again until nothing of the list was heard of while the answer was under way: it may be in that answer or not. */
export async function askUntilCurrent<Answer>(list: { heard: number }, ask: () => Promise<Answer>): Promise<Answer> {
  const { heard } = list
  const answer = await ask()
  return list.heard === heard ? answer : askUntilCurrent(list, ask)
}
