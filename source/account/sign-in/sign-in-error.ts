import {exitCodes, UserError} from '../../errors.ts';
import type {FailureCause} from '../types.ts';

/**
 * Why one could not sign in. `no-credentials` is the normal case of somebody who works without AWS on this computer;
 * `expired` wants the same command again; `settings` are those of the shared files and the environment.
 */
export type SignInCode =
	| 'no-credentials'
	| 'unknown-profile'
	| 'settings'
	| 'expired'
	| 'mfa'
	| 'refused'
	| 'unreachable'
	| 'clock'
	| 'throttled'
	| 'aws'
	| 'failed';

/** What stood in the way where that is not the sign-in itself. */
const otherCauses: Readonly<Partial<Record<SignInCode, FailureCause>>> = {
	unreachable: 'network',
	clock: 'clock',
	throttled: 'throttled',
	aws: 'aws',
};

/** One could not sign in; message and hint say what to run. */
export class SignInError extends UserError {
	readonly code: SignInCode;

	/** The same as it is said of any other question that got no answer. */
	get failureCause(): FailureCause {
		return otherCauses[this.code] ?? 'sign-in';
	}

	constructor(code: SignInCode, message: string, hint: string, cause?: unknown) {
		super(message, {exitCode: exitCodes.unknown, hint, ...(cause !== undefined && {cause})});
		this.code = code;
	}
}
