/** The same function with a memory for its latest `size` answers. For pure functions only. */
export function remember<Answer>(answer: (question: string) => Answer, size: number): (question: string) => Answer {
  const known = new Map<string, Answer>()
  return (question) => {
    const found = known.get(question) ?? answer(question)
    // Whatever was asked for last stands last, so the first one is the one that nobody needs.
    known.delete(question)
    known.set(question, found)
    const [oldest] = known.keys()
    if (known.size > size && oldest !== undefined) known.delete(oldest)
    return found
  }
}
