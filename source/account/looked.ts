import type {Denial} from './denial.ts';
import type {FailureCause, Looked} from './types.ts';

type Not<T extends Looked<unknown>['status']> = Extract<Looked<never>, {status: T}>;

/** The thing is there. */
export function found<T>(value: T): Looked<T> {
	return {status: 'found', value};
}

/** AWS says that there is none; `code` is its error code. */
export function absent(code: string): Not<'absent'> {
	return {status: 'absent', code};
}

/** Not allowed to look, for want of the IAM action; `denial` is what AWS tells of it. */
export function refused(code: string, action: string, denial?: Denial): Not<'refused'> {
	return {status: 'refused', code, action, ...(denial !== undefined && {denial})};
}

/** No usable answer; `reason` is a sentence, and `help` one that says what to do where that is known. */
export function failed(
	cause: FailureCause,
	code: string,
	reason: string,
	help?: string,
): Not<'failed'> {
	return {status: 'failed', cause, code, reason, ...(help !== undefined && {help})};
}

/** Not looked at; `reason` is a sentence. */
export function notLooked(reason: string): Not<'not-looked'> {
	return {status: 'not-looked', reason};
}

/** What is there, or that there is none with AWS's code for that. */
export function foundOr<T>(value: T | undefined, code: string): Looked<T> {
	return value === undefined ? absent(code) : found(value);
}

/** Not looked at, since the document was not given; `reason` is a sentence where there is more to be said. */
export function notHandedIn(
	missing: string,
	reason = `${missing}.json was not given.`,
): Not<'not-looked'> {
	return {status: 'not-looked', reason, missing};
}

/** The found value turned into another; everything else as it is. */
export function mapFound<T, U>(looked: Looked<T>, change: (value: T) => U): Looked<U> {
	return looked.status === 'found' ? found(change(looked.value)) : looked;
}

/** An answer or a file that lacks what it has to hold, or holds it in another shape; `reason` is a sentence. */
export function malformed(reason: string): Not<'failed'> {
	return failed('malformed', 'MalformedAnswer', reason);
}
