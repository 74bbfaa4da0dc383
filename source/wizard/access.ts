import {visible} from '../problems.ts';

/** How the wizard looks into the account: not at all, with what the AWS SDK finds, or in a simulated one. */
export type Access =
	| {readonly kind: 'guided'}
	/** A profile of the shared AWS files. */
	| {readonly kind: 'profile'; readonly profile: string}
	/** What the SDK's default chain finds: environment, CloudShell, an instance. */
	| {readonly kind: 'environment'}
	| {readonly kind: 'practice'};

export const guided: Access = {kind: 'guided'};

/** Whether two ways look into the same account, as far as they say it. */
export function isSameAccess(one: Access, other: Access): boolean {
	return (
		one.kind === other.kind &&
		(one.kind !== 'profile' || other.kind !== 'profile' || one.profile === other.profile)
	);
}

/** Who one is signed in as, and what stands in the place of AWS, if anything does. */
export type SignedIn = {
	readonly accountId: string;
	readonly arn: string;
	readonly endpoint?: string;
	/** What to know of the sign-in, sentences. */
	readonly notices?: readonly string[];
};

/** What the command that undoes a run needs, to reach the same account. */
export function undoOptions(access: Access): {
	readonly profile?: string;
	readonly practice?: boolean;
} {
	switch (access.kind) {
		case 'profile': {
			return {profile: access.profile};
		}

		case 'practice': {
			return {practice: true};
		}

		default: {
			return {};
		}
	}
}

/** How the header names it. */
export function accessLabel(access: Access, accountId: string | undefined): string {
	const account = accountId === undefined ? '' : `, account ${accountId}`;
	switch (access.kind) {
		case 'guided': {
			return 'guided, no AWS';
		}

		case 'profile': {
			return `AWS profile ${visible(access.profile)}${account}`;
		}

		case 'environment': {
			return `AWS${account}`;
		}

		case 'practice': {
			return 'PRACTICE, a simulated account';
		}
	}
}
