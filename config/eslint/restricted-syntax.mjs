/** What may not be written, by place. A later configuration replaces an earlier one, so each is whole. */

const unsafeSql = [
  { selector: 'MemberExpression[property.name=/^\\$(query|execute)RawUnsafe$/]', message: 'Unsafe SQL: use $queryRaw with a tagged template.' },
  { selector: 'CallExpression[callee.object.name="Prisma"][callee.property.name="raw"]', message: 'Unsafe SQL: Prisma.raw does not escape.' },
]

const swallowedErrors = [
  {
    selector: 'CallExpression[callee.property.name="catch"] > ArrowFunctionExpression > BlockStatement[body.length=0]',
    message: 'A swallowed error: handle it, or log it with its reason.',
  },
  {
    selector: 'CallExpression[callee.property.name="catch"] > ArrowFunctionExpression[body.type="Identifier"][body.name="undefined"]',
    message: 'A swallowed error: handle it, or log it with its reason.',
  },
]

const moduleState = ['Program', 'Program > ExportNamedDeclaration'].flatMap(parent => [
  { selector: `${parent} > VariableDeclaration[kind="let"]`, message: 'Module-scope state: two servers in one process would share it. Use lateBound() or pass it in.' },
  {
    selector: `${parent} > VariableDeclaration > VariableDeclarator > NewExpression[callee.name=/^(Map|Set|WeakMap|WeakSet|Array)$/][arguments.length=0]`,
    message: 'An empty collection at module scope is mutable state.',
  },
  { selector: `${parent} > VariableDeclaration > VariableDeclarator > ArrayExpression[elements.length=0]`, message: 'An empty array at module scope is mutable state.' },
  { selector: `${parent} > VariableDeclaration > VariableDeclarator > ObjectExpression[properties.length=0]`, message: 'An empty object at module scope is mutable state.' },
])

const fixedSleeps = [
  { selector: 'CallExpression[callee.property.name="waitForTimeout"]', message: 'A fixed sleep: wait for what should happen.' },
  { selector: 'CallExpression[callee.name=/^(sleep|delay|wait)$/]', message: 'A fixed sleep: wait for what should happen (vi.waitFor, expect.poll).' },
  { selector: 'CallExpression[callee.name="setTimeout"] > Identifier.arguments:first-child', message: 'A fixed sleep: wait for what should happen (vi.waitFor, expect.poll).' },
  { selector: 'ImportDeclaration[source.value=/timers.promises$/]', message: 'A fixed sleep: wait for what should happen (vi.waitFor, expect.poll).' },
]

function restrict(name, files, selectors) {
  return { name: `parley/restricted-syntax/${name}`, files, rules: { 'no-restricted-syntax': ['error', ...selectors] } }
}

export const restrictedSyntax = [
  restrict('everywhere', ['**/*.{ts,mjs,vue}'], [...unsafeSql, ...swallowedErrors]),
  restrict('server', ['server/**/*.ts', 'layers/*/server/**/*.ts'], [...unsafeSql, ...swallowedErrors, ...moduleState]),
  restrict('tests', ['tests/**/*.ts'], [...unsafeSql, ...swallowedErrors, ...fixedSleeps]),
]
