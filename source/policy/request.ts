/** What is known about the circumstances of a request. */
export type RequestContext = {
	/** Known condition keys (names case-insensitive) with their values; several values for multi-valued keys. */
	readonly values: Readonly<Record<string, string | readonly string[]>>;
	/** What a key that is not listed is: surely not part of the request, or not knowable from here. */
	readonly others: 'absent' | 'unknown';
	/** Keys surely absent although `others` is `unknown`. */
	readonly absent?: readonly string[];
	/** Keys surely unknown although `others` is `absent`. */
	readonly unknown?: readonly string[];
};

/** Who asks for what. */
export type AccessRequest = {
	/** ARN of the IAM user or role (a role stands for its sessions); undefined: anonymous, or known to a provider alone. */
	readonly principal: string | undefined;
	/** The identity provider that vouches for somebody without a principal in AWS: its ARN, or the name AWS knows it by. */
	readonly provider?: string;
	/** The service of AWS that asks for itself, such as `s3.amazonaws.com`; it has no principal. */
	readonly service?: string;
	/** The canonical user ID of the principal's account, where it is known; S3 takes it for the account. */
	readonly canonicalUser?: string;
	readonly action: string;
	readonly resource: string;
	readonly resourceAccount: string;
	readonly context: RequestContext;
};

/** The values of a condition key in a request, or why there are none. */
export type Lookup =
	| {readonly state: 'known'; readonly values: readonly string[]}
	| {readonly state: 'absent'}
	| {readonly state: 'unknown'};

/** Finds a condition key in a request. */
export type LookUp = (key: string) => Lookup;

/**
 * A look-up over the context, made once for a decision. Names of keys are compared without regard to case. A key
 * without any value counts as absent: AWS calls both null.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
export function lookUpIn(context: RequestContext): LookUp {
	const lookups = new Map<string, Lookup>();
	for (const key of context.unknown ?? []) {
		lookups.set(key.toLowerCase(), {state: 'unknown'});
	}

	for (const key of context.absent ?? []) {
		lookups.set(key.toLowerCase(), {state: 'absent'});
	}

	for (const [key, value] of Object.entries(context.values)) {
		const values = typeof value === 'string' ? [value] : value;
		lookups.set(
			key.toLowerCase(),
			values.length === 0 ? {state: 'absent'} : {state: 'known', values},
		);
	}

	return (key) => lookups.get(key.toLowerCase()) ?? {state: context.others};
}
