import { writeFileSync } from 'node:fs';

// Loaded with --import into a measured process: a parent cannot ask what a child that is gone has used.
const file = process.env['RACKBOOK_BENCH_USAGE'];
if (file) process.on('exit', () => writeFileSync(file, JSON.stringify(process.resourceUsage())));
