/** The kinds of policy by which AWS refuses, in the words in which its answers name them. */
export const denyingPolicies = [
	'identity-based policy',
	'resource-based policy',
	'permissions boundary',
	'session policy',
	'service control policy',
	'resource control policy',
	'VPC endpoint policy',
] as const;
type DenyingPolicy = (typeof denyingPolicies)[number];

/** Why AWS refuses a request, as far as its answer says it. */
export type Denial = {
	/** The action that is refused; it can be another than the call's, as `iam:TagRole` is where a role is made with tags. */
	readonly action: string;
	/** Whether a Deny forbids it, or no statement allows it; absent in older answers and in those to other accounts. */
	readonly by?: 'deny' | 'missing-allow';
	/** Which kind of policy that is. */
	readonly policyKind?: DenyingPolicy;
	/** ARN of the policy itself; in newer answers within the same account or organization. */
	readonly policyArn?: string;
};

const kinds = denyingPolicies.join('|');
/**
 * The one form of AWS's answers. S3 puts the resource in quotation marks.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html
 * https://aws.amazon.com/blogs/security/enhanced-access-denied-error-messages-with-policy-arns
 */
const form =
	/^User: .{1,2000}? is not authorized to perform: ([a-z0-9-]{1,60}:[A-Za-z0-9*]{1,100})(?=[\s.]|$)(.{0,4000})$/s;
const missing = new RegExp(
	`\\bbecause no (${kinds}) allows the \\S{1,200} action(?::? ?(arn:\\S+))?`,
	'i',
);
const explicit = new RegExp(
	`\\bwith an explicit deny(?: in an? (${kinds})(?::? ?(arn:\\S+))?)?`,
	'i',
);
const arnForm = /^arn:[\w-]+:[\w-]+:[\w-]*:\w*:[\w+=,.@:/-]+$/;

/** Why AWS refuses, by the message of its answer; undefined where that has another form. */
export function denialIn(message: string): Denial | undefined {
	const [, action, rest = ''] = form.exec(message) ?? [];
	if (action === undefined) {
		return undefined;
	}

	const deny = explicit.exec(rest);
	const [, kind, arn] = deny ?? missing.exec(rest) ?? [];
	const policyKind = denyingPolicies.find((one) => one.toLowerCase() === kind?.toLowerCase());
	const policyArn = arn?.replace(/[.,;)]+$/, '');
	return {
		action,
		...(deny !== null ? {by: 'deny'} : policyKind !== undefined ? {by: 'missing-allow'} : {}),
		...(policyKind !== undefined && {policyKind}),
		...(policyArn !== undefined && arnForm.test(policyArn) && {policyArn}),
	};
}
