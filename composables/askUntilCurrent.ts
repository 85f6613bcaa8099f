/** Asks again until nothing of the list was heard of while the answer was under way: such an answer may lack it. */
export async function askUntilCurrent<Answer>(list: { heard: number }, ask: () => Promise<Answer>): Promise<Answer> {
  const { heard } = list
  const answer = await ask()
  return list.heard === heard ? answer : askUntilCurrent(list, ask)
}
