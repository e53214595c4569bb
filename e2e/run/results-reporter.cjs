// Leaves what each test file has come to in the run's folder, for the report, and how many tests there were for CI.
const { writeFileSync } = require('node:fs');
const { basename, join } = require('node:path');

module.exports = class ResultsReporter {
  onRunComplete(_contexts, { testResults }) {
    const files = testResults.map(({ testFilePath, numPassingTests, numFailingTests, testExecError, perfStats }) => ({
      name: basename(testFilePath, '.test.ts'),
      passed: numPassingTests,
      failed: numFailingTests + (testExecError ? 1 : 0),
      seconds: Math.round((perfStats.end - perfStats.start) / 1000),
    }));
    writeFileSync(join(process.env.E2E_FOLDER, 'results.json'), JSON.stringify(files));
  }
};
