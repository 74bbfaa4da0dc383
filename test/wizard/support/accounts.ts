import {found, openPracticeAccount} from '../../../source/account/index.ts';
import type {SignedIn} from '../../../source/wizard/access.ts';
import type {OpenAccount} from '../../../source/wizard/services.ts';

/** Who one is in the accounts of the tests. */
export const ann: SignedIn = {
	accountId: '111122223333',
	arn: 'arn:aws:iam::111122223333:user/ann',
};

/** An account that says this of who is signed in; it holds what the practice account holds. */
export function accountOf({accountId, arn, endpoint}: SignedIn): OpenAccount {
	return {
		...openPracticeAccount(),
		identify: async () => found({accountId, arn}),
		...(endpoint === undefined ? {} : {endpoint}),
	};
}

/** An account in which a look never ends, and the signals that its looks were given. */
export function endlessAccount(): {
	readonly account: OpenAccount;
	readonly signals: AbortSignal[];
} {
	const signals: AbortSignal[] = [];
	return {
		signals,
		account: {
			...openPracticeAccount(),
			look(_connection, _profile, {signal} = {}) {
				if (signal !== undefined) {
					signals.push(signal);
				}

				return new Promise(() => undefined);
			},
		},
	};
}

/** A promise, and what settles it. */
export function deferred<T>(): {
	readonly promise: Promise<T>;
	readonly resolve: (value: T) => void;
} {
	let resolve: (value: T) => void = () => undefined;
	const promise = new Promise<T>((settle) => {
		resolve = settle;
	});
	return {promise, resolve};
}
