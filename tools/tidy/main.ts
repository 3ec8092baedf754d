import { join } from 'node:path';
import { report, tidy } from '../tidy.ts';

const findings = tidy(join(import.meta.dirname, '..', '..'));
console.log(report(findings));
process.exitCode = findings.length === 0 ? 0 : 1;
