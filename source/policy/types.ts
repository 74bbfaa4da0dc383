/**
 * The policy language of AWS as JSON, the one type for every policy in this program.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export type OneOrMany<T> = T | readonly T[];

export type PrincipalMap = {
	readonly AWS?: OneOrMany<string>;
	readonly Service?: OneOrMany<string>;
	readonly Federated?: OneOrMany<string>;
	readonly CanonicalUser?: OneOrMany<string>;
};

export type Principal = '*' | PrincipalMap;

type ConditionValue = string | number | boolean;

/** Operator (`StringEquals`) to condition key (`sts:ExternalId`) to the values compared with. */
export type ConditionBlock = Readonly<
	Record<string, Readonly<Record<string, OneOrMany<ConditionValue>>>>
>;

export type Statement = {
	readonly Sid?: string;
	readonly Effect: 'Allow' | 'Deny';
	readonly Principal?: Principal;
	readonly NotPrincipal?: Principal;
	readonly Action?: OneOrMany<string>;
	readonly NotAction?: OneOrMany<string>;
	readonly Resource?: OneOrMany<string>;
	readonly NotResource?: OneOrMany<string>;
	readonly Condition?: ConditionBlock;
};

export type PolicyDocument = {
	readonly Version?: string;
	readonly Id?: string;
	readonly Statement: OneOrMany<Statement>;
};

/** The values as a list, whether the document wrote one or several. */
export function listOf<T>(value: OneOrMany<T> | undefined): readonly T[] {
	if (value === undefined) {
		return [];
	}

	return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
