import {vi} from 'vitest';
import type {ReplayHome} from './home.ts';

/** Does something in this process as a program does that was started in the home. */
export async function inHome<T>(home: ReplayHome, work: () => Promise<T>): Promise<T> {
	for (const name of Object.keys(process.env)) {
		if (/^AWS_|_proxy$/i.test(name)) {
			vi.stubEnv(name, undefined);
		}
	}

	for (const [name, value] of Object.entries(home.environment)) {
		vi.stubEnv(name, value);
	}

	try {
		return await work();
	} finally {
		vi.unstubAllEnvs();
	}
}
