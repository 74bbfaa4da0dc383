/**
 * Whether a principal of a policy is a user or role that was deleted: AWS then shows its unique ID instead of its ARN.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function isDeadPrincipal(name: string): boolean {
	return /^A(?:IDA|ROA)[A-Z0-9]+$/.test(name);
}

/**
 * Whether AWS saves no policy that names this as an AWS principal: somebody who was deleted, an account number that is none,
 * or a wildcard within an ARN.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function isRefusedPrincipal(name: string): boolean {
	const account = /^arn:[^:]*:(?:iam|sts)::(\d*):/.exec(name)?.[1] ?? /^\d+$/.exec(name)?.[0];
	return (
		isDeadPrincipal(name) ||
		(account !== undefined && account.length !== 12) ||
		(name.startsWith('arn:') && /[*?]/.test(name))
	);
}
