import { type CodeLanguage, codeLanguage } from './code-languages'

/** A stretch of code and what it is: `keyword`, `string`, … or nothing in particular. */
export interface CodePiece {
  text: string
  scope: string | undefined
}

/** What the worker is asked; it answers with the pieces. */
export interface CodeQuestion {
  code: string
  language: CodeLanguage
}

/** Characters up to which code is coloured: a screenful or ten, in a few milliseconds. */
const COLOURED_MAX = 10_000

/** Milliseconds that the worker has for one piece of code: ordinary code takes a tenth of it on a slow phone. */
const PATIENCE_MS = 500

interface Options {
  startWorker: () => Pick<Worker, 'addEventListener' | 'postMessage' | 'terminate'>
  patienceMs: number
}

type CodeWorker = ReturnType<Options['startWorker']>

/**
 * Colours code in a worker, one piece after the other. A worker that takes too long is ended and
 * the code stays plain: the highlighter's grammars take seconds for code that is made to be slow.
 */
export function createHighlighter({ startWorker, patienceMs }: Options) {
  let ready: Promise<CodeWorker> | undefined
  let latest: Promise<unknown> = Promise.resolve()

  /** Undefined when the language is none of ours, when the code is too long or when it takes too long. */
  function highlight(code: string, written: string): Promise<CodePiece[] | undefined> {
    const language = codeLanguage(written)
    if (!language || code.length > COLOURED_MAX) return Promise.resolve(undefined)
    const answer = latest.then(() => ask({ code, language }))
    const settle = () => undefined
    latest = answer.then(settle, settle)
    return answer
  }

  async function ask(question: CodeQuestion): Promise<CodePiece[] | undefined> {
    const worker = await (ready ??= start())
    const answer = nextMessage<CodePiece[]>(worker, patienceMs)
    worker.postMessage(question)
    try {
      return await answer
    }
    catch (error) {
      worker.terminate()
      ready = undefined
      if (error === TOO_LONG) return undefined
      throw error
    }
  }

  async function start(): Promise<CodeWorker> {
    const worker = startWorker()
    try {
      await nextMessage(worker)
      return worker
    }
    catch (error) {
      ready = undefined
      throw error
    }
  }

  return highlight
}

const TOO_LONG = new Error('no colours in time')

/** What the worker says next; rejects when it fails, or says nothing for `patienceMs`. */
function nextMessage<Answer>(worker: CodeWorker, patienceMs?: number): Promise<Answer> {
  const heard = new AbortController()
  return new Promise<Answer>((resolve, reject) => {
    const listen = { signal: heard.signal }
    worker.addEventListener('message', ({ data }) => resolve(data as Answer), listen)
    worker.addEventListener('error', ({ message }) => reject(new Error(message)), listen)
    const timer = patienceMs === undefined ? undefined : setTimeout(reject, patienceMs, TOO_LONG)
    heard.signal.addEventListener('abort', () => clearTimeout(timer))
  }).finally(() => heard.abort())
}

/** The highlighter of this page. Its worker starts with the first code that is coloured. */
export const highlight = createHighlighter({
  startWorker: () => new Worker(new URL('./code-worker.ts', import.meta.url), { type: 'module' }),
  patienceMs: PATIENCE_MS,
})
