import { builtinRules } from 'eslint/use-at-your-own-risk'

const counted = builtinRules.get('max-lines-per-function')

/** Functions that only hold others: their own length is the file's, which has its own limit. */
const holders = /^(describe|defineStore|defineNuxtPlugin|defineNitroPlugin)$/

function holdsOthers(node) {
  const call = node.parent?.type === 'CallExpression' ? node.parent.callee : undefined
  const name = call?.type === 'MemberExpression' ? call.object.name : call?.name
  if (name !== undefined && holders.test(name)) return true
  return /^(use|create)[A-Z]/.test(node.id?.name ?? '')
}

/**
 * ESLint's own `max-lines-per-function`, except for functions that only hold others: the body of
 * a `describe`, of a setup store, of a plugin, of a composable and of a factory (`create…`).
 */
export const functionSize = {
  rules: {
    'max-lines-per-function': {
      meta: counted.meta,
      create(context) {
        const report = (problem) => {
          if (!holdsOthers(problem.node)) context.report(problem)
        }
        return counted.create(Object.create(context, { report: { value: report } }))
      },
    },
  },
}
