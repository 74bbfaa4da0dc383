import {spawnSync} from 'node:child_process';
import {closeSync, constants, openSync} from 'node:fs';
import type {RunReport} from './sandbox.ts';

/** The flags of `stty -a`; the first line holds speed and size, which may change in a run. */
const settingFlags = (settings: string): string[] =>
	settings
		.split('\n')
		.slice(1)
		.join(' ')
		.split(/[\s;]+/)
		.filter((word) => /^-?[a-z][a-z0-9]*$/.test(word));

/** The terminal's settings that are not as they were, in words; empty when all were put back. */
export const changedSettings = (report: RunReport): string[] => {
	const before = new Set(settingFlags(report.settingsBefore));
	return settingFlags(report.settingsAfter)
		.filter((flag) => !before.has(flag))
		.map((flag) => `the terminal setting ${flag} was left behind`);
};

/**
 * Whether a terminal hands over every key at once and leaves showing it to the program (raw mode). False for a terminal
 * that is gone.
 */
export const isRaw = (device: string): boolean => {
	const descriptor = openDevice(device);
	if (descriptor === undefined) {
		return false;
	}

	const {stdout} = spawnSync('stty', ['-a'], {
		stdio: [descriptor, 'pipe', 'ignore'],
		encoding: 'utf8',
	});
	closeSync(descriptor);
	const flags = settingFlags(stdout);
	return flags.includes('-icanon') && flags.includes('-echo');
};

const openDevice = (device: string): number | undefined => {
	try {
		return openSync(device, constants.O_RDWR | constants.O_NOCTTY);
	} catch {
		return undefined;
	}
};
