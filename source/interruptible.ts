import {Script} from 'node:vm';

/** Thrown where the person has pressed Ctrl+C while the program was computing. */
export class InterruptedError extends Error {
	constructor(cause: unknown) {
		super('Interrupted.', {cause});
		this.name = 'InterruptedError';
	}
}

/** Where the script below finds what it is to do: it can be given nothing else. */
const place = 's3-handshake: what is being computed';

/**
 * Gives what the work gives, and lets Ctrl+C end it. A listener for the signal would be called only once the work is
 * done; Node itself watches over a script for as long as it runs, and calls the listeners again afterwards. Throws
 * `InterruptedError`, and what the work throws.
 * https://nodejs.org/api/vm.html#scriptruninthiscontextoptions
 */
export function interruptible<T>(work: () => T): T {
	const outer: unknown = Reflect.get(globalThis, place);
	Reflect.set(globalThis, place, work);
	try {
		const script = new Script(`globalThis[${JSON.stringify(place)}]()`);
		return script.runInThisContext({breakOnSigint: true}) as T;
	} catch (error) {
		throw error instanceof Error &&
			'code' in error &&
			error.code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED'
			? new InterruptedError(error)
			: error;
	} finally {
		Reflect.set(globalThis, place, outer);
	}
}
