import { writeFileSync } from 'node:fs';

// Loaded with --import into a measured process: a parent cannot ask for the peak memory of a child that is gone.
const file = process.env['RACKBOOK_BENCH_PEAK'];
if (file) process.on('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS)));
