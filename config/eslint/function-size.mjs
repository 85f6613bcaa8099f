import { builtinRules } from 'eslint/use-at-your-own-risk'

const counted = builtinRules.get('max-lines-per-function')

/** Calls whose function only holds others: its length is the file's, which has its own limit. */
const holders = /^(describe|defineStore|defineNuxtPlugin|defineNitroPlugin)$/

/** A composable, or what one is put together from: a closure over some state with a few verbs. */
const closures = /^(use|create)[A-Z]/
const CLOSURE_LINES = 100

function mayBeLonger(node) {
  const call = node.parent?.type === 'CallExpression' ? node.parent.callee : undefined
  const callee = call?.type === 'MemberExpression' ? call.object.name : call?.name
  if (callee !== undefined && holders.test(callee)) return true
  const lines = node.loc.end.line - node.loc.start.line + 1
  return closures.test(node.id?.name ?? '') && lines <= CLOSURE_LINES
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
          if (!mayBeLonger(problem.node)) context.report(problem)
        }
        return counted.create(Object.create(context, { report: { value: report } }))
      },
    },
  },
}
