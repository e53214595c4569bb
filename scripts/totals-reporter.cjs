// Writes Jest's totals as one line to the file that JEST_TOTALS names; CI ends with it.
const { writeFileSync } = require('node:fs');

module.exports = class TotalsReporter {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites }) {
    const file = process.env.JEST_TOTALS;
    if (file === undefined) return;
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : '';
    writeFileSync(file, `${numPassedTests} passed, ${failed} failed${skipped}\n`);
  }
};
