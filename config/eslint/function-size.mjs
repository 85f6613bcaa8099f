import { builtinRules } from 'eslint/use-at-your-own-risk'

const counted = builtinRules.get('max-lines-per-function')

/** Calls whose function only holds others: its length is the file's, which has its own limit. */
const holders = /^(describe|defineStore|defineNuxtPlugin|defineNitroPlugin)$/

/** A composable, or what one is put together from: a closure over some state with a few verbs. */
const closures = /^(use|create)[A-Z]/
const CLOSURE_LINES = 100

function mayBeLonger({ node, data }, filename) {
  if (node.parent?.type === 'CallExpression' && holders.test(calledName(node.parent))) return true
  if (!closures.test(node.id?.name ?? '')) return false
  // A stand-in of a test may be as long as its file.
  return /[\\/]tests[\\/]/.test(filename) || data.lineCount <= CLOSURE_LINES
}

/** `describe` of `describe(…)`, `describe.each(…)` and `describe.skipIf(…)(…)`. */
function calledName({ callee }) {
  if (callee.type === 'CallExpression') return calledName(callee)
  return (callee.type === 'MemberExpression' ? callee.object.name : callee.name) ?? ''
}

/**
 * ESLint's own `max-lines-per-function`, but a `describe`, a setup store and a plugin may be as
 * long as their file, and a composable has 100 lines.
 */
export const functionSize = {
  rules: {
    'max-lines-per-function': {
      meta: counted.meta,
      create(context) {
        const report = (problem) => {
          if (!mayBeLonger(problem, context.filename)) context.report(problem)
        }
        return counted.create(Object.create(context, { report: { value: report } }))
      },
    },
  },
}
