/*
Runs a command in the foreground of a pseudo-terminal, as an interactive shell would, and reports how it left the terminal.
The settings of a pseudo-terminal are lost with its last process, so somebody has to outlive the program to read them.
Plain JavaScript, because Node 20 cannot run TypeScript without a loader.

	node run-with-report.js DIRECTORY COMMAND [ARGUMENT...]

writes DIRECTORY/start.json at the start and DIRECTORY/report.json at the end.
*/
import {spawn, spawnSync} from 'node:child_process';
import {renameSync, writeFileSync} from 'node:fs';
import path from 'node:path';

const [directory, command, ...commandArguments] = process.argv.slice(2);

const askTerminal = (question, ...questionArguments) =>
	spawnSync(question, questionArguments, {
		stdio: ['inherit', 'pipe', 'inherit'],
		encoding: 'utf8',
	}).stdout;

const terminalSettings = () => askTerminal('stty', '-a');

const settingsBefore = terminalSettings();
const device = askTerminal('tty').trim();
const child = spawn(command, commandArguments, {stdio: 'inherit'});

// Ctrl+C reaches every process of the foreground; only the program may act on it.
for (const signal of ['SIGINT', 'SIGQUIT']) {
	process.on(signal, () => {});
}

// A closed terminal or a stopped harness must not leave the program behind.
for (const signal of ['SIGHUP', 'SIGTERM']) {
	process.on(signal, () => {
		child.kill(signal);
		setTimeout(() => child.kill('SIGKILL'), 1000);
	});
}

const report = (outcome) => {
	writeFileSync(
		path.join(directory, 'report.json'),
		JSON.stringify({
			...outcome,
			settingsBefore,
			settingsAfter: terminalSettings(),
		}),
	);
	process.exitCode = outcome.exitCode ?? 1;
};

if (child.pid !== undefined) {
	// Renamed into place, so that nobody reads half of it.
	const file = path.join(directory, 'start.json');
	writeFileSync(`${file}.part`, JSON.stringify({processId: child.pid, device}));
	renameSync(`${file}.part`, file);
}

child.on('error', (error) => report({exitCode: null, signal: null, error: error.message}));
child.on('exit', (exitCode, signal) => {
	report({exitCode, signal});
	// A pending timer would keep this process, and so the terminal, alive.
	process.exit();
});
