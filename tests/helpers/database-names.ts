/** The environment variable through which test files find the cluster of the run. */
export const CLUSTER_URL = 'PARLEY_TEST_CLUSTER_URL'

/** The migrated, empty database that every test file's own is copied from. */
export const TEMPLATE_DATABASE = 'parley_template'
