/**
 * Is this the build that `npm run coverage` runs? Its branches are those of the
 * sources: nothing is minified or transpiled for older engines. It is never shipped.
 */
export const forCoverage = Boolean(process.env.PARLEY_COVERAGE_BUILD)
