'use strict';

// Loaded before a program that is measured: keeps what it writes to its standard output, each with the milliseconds of
// processor time that the process had used by then, and leaves all that in the file that CPU_TIMES_FILE names.
const {writeFileSync} = require('node:fs');

const marks = [];
const mark = (text) => {
	const {user, system} = process.cpuUsage();
	marks.push({text, cpu: (user + system) / 1000});
};
const write = process.stdout.write;
process.stdout.write = function (...given) {
	const result = write.apply(this, given);
	mark(String(given[0]));
	return result;
};
process.once('exit', () => {
	mark('');
	writeFileSync(process.env.CPU_TIMES_FILE, JSON.stringify(marks));
});
