import {exitCodes, UserError} from '../../errors.ts';

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

/** One could not sign in; message and hint say what to run. */
export class SignInError extends UserError {
	readonly code: SignInCode;

	constructor(code: SignInCode, message: string, hint: string, cause?: unknown) {
		super(message, {exitCode: exitCodes.unknown, hint, ...(cause !== undefined && {cause})});
		this.code = code;
	}
}
