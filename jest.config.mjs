/** Tests run the TypeScript source: Node strips the types, nothing is compiled. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/setup/strip-types.mjs' },
  setupFiles: ['<rootDir>/test/setup/console.mjs'],
  coverageProvider: 'babel',
  testTimeout: 30_000,
}
