import {WriteError, type Writer} from '../../../source/account/index.ts';
import {emptyState, type PracticeState} from '../../../source/account/practice/state.ts';
import {createPracticeWriter} from '../../../source/account/practice/writer.ts';

export type Method = keyof Writer;

/** A method of the writer that changes something. */
export function isWrite(method: Method): boolean {
	return /^(?:create|put|delete)/.test(method);
}

export type Hooks = {
	/** Runs before each call, and may throw in its place. `call` counts from 1. */
	readonly before?: (method: Method, call: number) => void;
	/** Runs after each call, and may throw although it was done. */
	readonly after?: (method: Method, call: number) => void;
};

export type FakeWriter = {
	readonly writer: Writer;
	readonly state: PracticeState;
	/** Every call so far, in order. */
	readonly calls: Method[];
	readonly writes: () => readonly Method[];
};

/** A writer on plain memory, which records each call and can be made to fail before or after it. */
export function fakeWriter(state = emptyState('111122223333'), hooks: Hooks = {}): FakeWriter {
	const calls: Method[] = [];
	const inner = createPracticeWriter(state);
	const writer = new Proxy(inner, {
		get(target, name: Method) {
			const method = target[name] as (...values: unknown[]) => Promise<unknown>;
			return async (...values: unknown[]) => {
				calls.push(name);
				const count = calls.length;
				hooks.before?.(name, count);
				const answer = await method(...values);
				hooks.after?.(name, count);
				return answer;
			};
		},
	});
	return {writer, state, calls, writes: () => calls.filter(isWrite)};
}

/** An error of AWS for a write. */
export function awsError(code: string, isTransient = false): WriteError {
	return new WriteError('AWS did not take it.', {code, action: 'x:Write', isTransient});
}

/** An error of AWS that leaves it open whether the change was made; or as `changes` say. */
export function uncertainError(
	changes: {readonly isUncertain?: boolean; readonly code?: string} = {},
): WriteError {
	return new WriteError('AWS had an internal error.', {
		code: 'ServiceUnavailable',
		action: 'x:Write',
		isUncertain: true,
		...changes,
	});
}
